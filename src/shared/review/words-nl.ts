/**
 * The Dutch words by which `checkText` marks a comment: the one file to change when it marks too much or too little. All in
 * lower case. A word with * at its end stands for all that begin so, with * at its beginning for all that end so.
 */

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** First names that are common in the Netherlands, of all origins. */
export const firstNames = list(`
	aad aafke aart abdel abdelkader abdellah abdul abdullah achmed adam adil adriaan adrie ahmed ahmet aicha aisha albert
	alex alexander ali alice alie alissa allard amal amber amin amina amir amy ana anass andrea andries andré angela
	angelique anh anita anja anke ann anna anne annelies annemarie annemiek annet annette annie anouar anouk ans anton
	antonio antoon appie arie arjan arjen arnold arnoud arthur asha astrid aya ayoub ayse aysel ayşe aziz bach barbara
	barry bart bas bashir bastiaan beatrix ben benjamin bennie berend bernadette bernard bert berta bertha betsy betty
	bianca bilal björn bob boris boudewijn brahim bram brenda brian brigitte bruno burak can carla carlijn carlos carmen
	carola carolien caroline casper catharina cees celine cem chantal charlotte cheryl chris christa christel christiaan
	christian christien christina cindy claudia coby connie cor corina corinne corrie cyriel daan dagmar dalia damian
	daniel danielle danique daniëlle danny dave david debbie demi denise deniz dennis desiree diana dick diederik dieuwke
	dilan dimitri dina dirk djamila dora dorien dorota dragan driss duc dylan ed eddy edgar edith eduard edwin eef eefje
	eelco eelke elena elif eline elisabeth elise ella elle ellen elly els elsa elske emiel emily emine emma emmy emre
	erdem eric erica erik erika erna ernst esma esmee esra esther eva evelien evert ewa fabian fadi farah farid faruk
	fatih fatima fatma fay febe felix femke fenna ferdinand ferry fien fientje fleur floortje floris fokke fons frank
	frans fred freddy frederik freek frits gea geert geertje gerard gerda gerrit gert gertjan gijs gijsbert gina giovanni
	goran greet greetje gré gusta gustaaf guus hafid hakan halil halima hamid hamza hanan hanna hannah hanneke hans hansje
	harm harrie harry hasan hassan hatice heidi hein helen helena hendrik henk hennie henny henri henriëtte henry herman
	hetty hicham hilda hilde houda hubert hugo huib huseyin hélène hüseyin ibrahim ida igor ilham ilona ilse iman imane
	imke ina ineke inge ingeborg ingrid irene iris irma isa isabel isabella ismail ivan ivo jaap jacco jack jacob
	jacqueline jacques jade jaimy jamal jamie jan jana janine janna janneke jannes jannie jantje janusz jarno jasmijn
	jasmin jasper jay jayden jean jeanette jeanne jeff jeffrey jelle jelmer jennifer jenny jeroen jerry jesse jessica jet
	jip jo joan joanna job jochem joep johan johanna johannes john johnny jolanda jolien joost jordi jordy jorien joris
	jos josefien joseph joshua josje josé joyce judith jules julia julian julie jurgen jurre justin jürgen kaan kaatje
	karel karen karim karin karina katarzyna katja katrien kees kelly kemal kenan kenneth kevin khadija khalid kiki kim
	kimberley klaas klaasje koen koenraad koos kristel krystyna krzysztof kyra lahcen laila lana lara lars laura laurens
	leen leendert leila leo leon leonie leontien levi lia liam lianne lida lieke lien lies liesbeth liesje lilian lily
	linda lindsay lisa lisanne lisette liv lizzy loes lonneke lorena lot lotte louis louise luca lucas lucia lucie ludo
	luka lukas luuk lydia maaike maarten maartje machteld maciej madelon magda mahmoud maikel maja malak malgorzata malika
	manon manuel manuela mara marc marcel marcella marco marek margreet margriet maria marian marianne marie marieke
	marija marijke marijn marina mario mariska marit mariëlle marjan marjolein marjolijn markus marleen marlies marloes
	marta martha martien martijn martin martina martine marvin marwan mary maryam mathieu mathijs matthijs maud maurice
	maurits max mees mehmet meike melanie melissa melle melvin merel merijn meryem mia michael michal michel michelle
	michiel mick mieke mien miep mies mike mila milan milou mina minh mirella miriam mirjam mirjana mo mohamed mohammed
	moniek monika monique morad mounir mourad muhammed murat mustafa myrthe nabil nadia nadine najat nancy naomi natalia
	natalie natasja nel nelleke nellie nico nicole niek niels nienke nina noa noah noor noortje noud nour nynke olaf olga
	olivia olivier omar onno orhan oscar osman otto pascal pascalle patricia patrick paul paula pauline pedro peggy peter
	petra phil philip pien piet pieter pietje pim piotr priscilla quinten rachel rachid rafael ralf ralph ramazan ramon
	raoul rayan raymond rebecca regina reinder reinier remco renate renee renske rené renée ria riad rianne ricardo
	richard rick rico rie rieke rien rients rik rita rob robbert robbie robert roberto robin rody roel roelof roger rogier
	roland rolf roman romy ron ronald ronnie rosa rosalie roy ruben rudi rudolf rudy ruth ruud ryan saar sabine sabrina
	said saida salma sam samantha samir samira sammy sandra sanne sara sarah sascha saskia saïd sebastiaan sefa selim
	selma senna serge sergio sevda shanna sharon sheila shirley sia siebe siem simon simone sjaak sjaan sjef sjoerd sjors
	sofie sonja sophie soufiane stan stef stefan stefanie stephan steven stijn suleyman sultan susan susanne suus suzan
	suzanne sven svetlana sylvia sylvie süleyman tamara tanja tara tarik ted teun teunis thea theo thera theresa thijmen
	thijs thom thomas thuy tiemen tim timo tina tineke tinie tjeerd tobias tom tomasz ton tonnie tonny toon toos trees
	trudy truus tuur twan ulla ursula valerie vera verona veronica veronique victor vincent wanda ward warre wendy werner
	wesley wiebe wies wilbert wilfred wilhelmina willem willemijn willy wilma wim winnie wouter xander yasemin yasin
	yasmin yasmina yassin yassine ymke yolanda younes youri youssef yusuf yvette yvonne zakaria zeynep zofia zohra zoë
	ömer özlem
`);

/** First names that are everyday words, parts of places or short for something: a name only where another word says so. */
export const alsoWords = list(`
	bas beer bo boy cas fay floor guus jet jip job jo lot max merel mark mia mo noor noa ons otto pim rein rik rob roos
	rosa saar sam sterre storm sultan ties ton toon trees victor ward wil wies mees jos roman can isa hein els lies rie
	nour bach frank jan elle madelief liv dora senna daan jade amber iris linde fleur margriet hans
`);

/** What stands before a name: 'mevrouw Jansen', 'familie de Vries'. */
export const titles = list(`
	meneer meneertje mevrouw mevr mw dhr heer familie fam buurman buurvrouw buurjongen buurmeisje oom tante opa oma juf
	juffrouw meester dokter dominee pastoor imam agent wijkagent wethouder trainer bovenbuurman onderbuurman overbuurman
	bovenbuurvrouw onderbuurvrouw overbuurvrouw vriend vriendin bakker slager kapper boer groenteboer visboer huismeester
	conciërge dokter tandarts huisarts
`);

/** What is written short before a name or within one: its point ends no sentence. */
export const abbreviations = list(`
	dhr mevr mej mw fam hr mr drs dr ing ir prof ds st joh jac corn chr th wm mohd
`);

/** What points to somebody: 'die Kevin', 'bij Fatima', 'de zoon van Ahmed'. */
export const pointers = list(`
	van bij die met aan door naar zoon dochter broer zus man vrouw moeder vader kinderen hond
`);

/** Common surnames: in lower case a name only after a title or a first name. */
export const surnames = list(`
	jansen janssen vries berg bakker dijk visser smit meijer boer mulder groot bos vos peters hendriks leeuwen dekker
	brouwer wit dijkstra smits graaf meer kok jacobs haan vermeulen heuvel veen broek schouten bosch willems hoekstra
	koster verhoeven prins huisman postma kuiper kramer wal veenstra scholten driessen verbeek timmermans yilmaz kaya
	demir aydin çelik özturk amrani idrissi bouali singh nguyen kowalski nowak
`);

/** Parts of surnames in lower case. */
export const surnamePrefixes = list(`
	van der den de het ter ten te la el al 't
`);

/** Shops and others that are called by a name, and first parts of what is: 'Albert Heijn', 'Prins Bernhard'. */
export const notNames = list(`
	jumbo lidl aldi gamma hema action plus spar coop dirk ah ns arriva bravo zeeman kruidvat etos blokker praxis karwei
	heijn linders sint st prins prinses koning koningin burgemeester cruijff frank
`);

/** Written with a capital, and no person: after 'van' or 'bij' one would be taken for one. */
export const places = list(`
	jong nederland holland europa belgië duitsland gemeente politie rijk provincie kerst pasen pinksteren koningsdag oud nieuw ramadan
	edam volendam purmerend amsterdam rotterdam utrecht haarlem zaanstad hoorn waterland noord zuid oost west facebook whatsapp
	google marktplaats kpn ziggo postnl dhl ikea kfc mcdonalds connexxion ebs odido welzijn woningstichting woonzorg humanitas
	leger heils wmo aow ggz ggd boa buurtzorg deen vomar dekamarkt intratuin gall wibra xenos primera shell bp tango esso
`);

/** How names of streets end. */
export const streetEndings = list(`
	straat laan plein weg hof dreef pad kade singel gracht steeg park dijk baan boulevard ring hove veld poort brug markt
	wal plantsoen erf burcht berg akker einde eind zijde oever werf
`);

/** Words before a number that make it no house number. */
export const notHouseNumbers = list(`
	bus lijn route kamer zaal perron spoor bushalte thema stelling vraag punt plek prioriteit actie groep team ronde tafel
`);

/** Whom everybody in the street can point out. */
export const persons = list(`
	buren buur bovenbu* onderbu* overbu* achterbu* naastbu* eigenaar eigenaresse uitbater* baas huurder* bewoner bewoners
	gezin familie zoon zoons zonen dochter dochters broer broers neef neven oom vriendje vriend huisbaas huisjesmelker
	kapper bakker slager trainer leraar docent juf meester huisarts imam pastoor dominee wethouder ambtenaar wijkagent
	conciërge kroegbaas snackbarhouder winkelier buurm* buurv* buurj* verhuurder* makelaar pandjesbaas* voorzitter
	penningmeester politieagent agent beheerder caféhouder winkelbaas vader moeder stiefvader opa oma huismeester directeur
	directrice portier chauffeur postbode barman ober tandarts apotheker coach leidster jongerenwerker buurtwerker burgemeester
	raadslid scheidsrechter pizzabezorger
`);

/** Who can be pointed out after 'die', 'dat', 'deze' or before 'van nummer', 'op de hoek'. */
export const thosePersons = list(`
	man mannen mannetje vrouw vrouwen vrouwtje vent kerel gast gasten jongen jongens jongetje* knul knullen meid meiden
	meisje meisjes lui mensen mens figuur figuren types type gozer gozers stel stelletje groep groepje kinderen kind kids
	ouders dame dames heer opa oma familie gezin buur buren clubje pool polen turk turken marokkaan marokkanen
`);

/** After 'de jongen van de', 'die man bij de': it tells who that is. */
export const knownPlaces = list(`
	hoek nummer nr huis overkant hiernaast boven beneden mij ons flat hiertegenover ernaast pand woning snackbar kroeg café cafe
	winkel bakker bakkerij slager slagerij kapper kapsalon garage supermarkt sporthal sportschool voetbalclub club school kerk
	moskee pizzeria shoarmazaak shoarmatent friettent frietkot bloemenwinkel coffeeshop restaurant hotel camping buurthuis
	kiosk apotheek bouwmarkt benzinepomp tankstation toko avondwinkel
`);

/** What somebody is accused of in more words than one: in this order, with a few others in between. */
export const crimePhrases = [
	'wast wit', 'waste wit', 'wassen wit', 'zit aan kinderen', 'zat aan kinderen', 'zit aan meisjes', 'zat aan meisjes', 'zit aan jongens', 'zat aan jongens',
	'brak in', 'braken in', 'handen niet thuis', 'brand gesticht', 'brand gestoken'
].map((phrase) => phrase.split(' '));

/** What somebody is accused of. */
export const crimes = list(`
	deal dealt dealen dealde gedeald dealer dealers drugsdealer* drugs wiet hennep* coke cocaïne pillen xtc plantage
	wietplantage kwekerij steelt stelen stal gestolen jat jatten jatte gejat pikt pikken dief dieven boef boeven crimineel
	criminelen crimineeltje* inbreker inbrekers inbreekt inbreken ingebroken breekt heler heelt slaat slaan sloeg geslagen
	mept mishandel* bedreigt bedreigen bedreigd bedreigde chanteert steekt oplicht* bedriegt fraude* uitkeringsfraude
	witwas* pedo* kinderlokker kindermisbruik* misbruikt verkracht* aanrand* aangerand loverboy* pooier hoereert
	prostitutie bordeel brandsticht* vernielt vernielen sloopt slopen mes messen wapen wapens pistool vuurwapen* gestoken
	terrorist* jihad* zwartwerk* dronken bezopen stoned verslaafd junk junkie* gluurt gluurder stalkt stalker dumpt
	drugsafval corrupt corruptie omkoopt omgekocht rooft overvalt moord* vermoord* lastigvalt lastigvallen smeergeld
	steekpenningen heling handelt handel illegaal illegale zwartgeld schopt trapt knijpt zuipt alcoholist* verslaafde*
	loert potloodventer* lokt terroriseert terroriseren vandaal vandalen belazert belazerd afpers* afgeperst perst
	ondermijn* brandgesticht fik plundert plunderen blowt blowen snuift spuit lijntje smokkel* wapenhandel* onderverhuurt
	liegt rellen relschopper* misdadiger* zakkenroller* zwendel* gangster* maffia chanteur
`);

/** Whom an article points out by their work: 'de fietsenmaker'. Things that end so do nothing of what `doersIn` looks for. */
export const occupations = list(`
	*er *eur *ist *aar *arts *juf *lerares *therapeut *docent *styliste fysio groenteman visman marktkoopman ijscoman vuilnisman melkman klusjesman
	tuinman timmerman stukadoor elektricien smid kok oppas thuishulp psycholoog advocaat pedicure caissière dirigent
	*baas conciërge meneer mevrouw wijf secretaris trainster coach dominee pastoor imam
`);

/** Verbs that say a crime of their subject, whatever comes with them. */
export const deeds = list(`
	steelt stal jat jatte heelt heelde dealt dealde bedreigt bedreigde mishandelt mishandelde rooft roofde berooft beroofde
	inbreekt inbrak chanteert chanteerde oplicht oplichtte verkracht verkrachtte misbruikt misbruikte witwast witwaste
	aanrandt aanrandde fraudeert fraudeerde terroriseert terroriseerde stalkt stalkte vernielt vernielde plundert plunderde
	smokkelt smokkelde afperst afperste bestal besteelt intimideert intimideerde bespiedt bespiedde bespioneert begluurt begluurde
	sjoemelt sjoemelde discrimineert discrimineerde
`);

/** Participles that say a crime of whoever 'heeft' it. */
export const doneDeeds = list(`
	*gestolen *gejat *geroofd gedeald geheeld bestolen bedreigd mishandeld beroofd ingebroken opgelicht gechanteerd afgeperst
	gestalkt aangerand verkracht misbruikt vermoord vernield geplunderd gesmokkeld witgewassen gefraudeerd neergestoken
	leeggehaald vastgezeten geïntimideerd bespied begluurd gesjoemeld
`);

/** What it is a crime to sell, deliver or grow. */
export const crimeGoods = list(`
	drugs wiet hasj hennep* coke cocaïne crack heroïne speed ghb xtc pillen lachgas gestolen gejatte vervalste vuurwapen*
	wapens illegaal illegale
`);

/** What is taken from others. */
export const loot = list(`
	*fiets *fietsen *pakket *pakketje *pakketjes *pakketten pakje pakjes *geld *portemonnee *portemonnees spullen iets tas
	tasje tassen tasjes telefoon telefoons gsm koper stroom *scooter *scooters planten plantenbak bloempotten post gereedschap
	kentekenplaten zonnepanelen
`);

/** Who is beaten or cheated. */
export const victims = list(`
	kinderen kind vrouw man vriendin vriend hond moeder vader zoon zoontje dochter dochtertje broertje zusje buurman
	buurvrouw buurjongen jongen jongens meisje meisjes klant patiënt iemand mensen oudjes ouderen bejaarden iedereen mij mn ons elkaar klanten
`);

/** What somebody is called of whom a crime is said: 'hij is een dief'. */
export const criminals = list(`
	dief boef crimineel inbreker heler dealer *dealer oplichter pedo* kinderlokker verkrachter moordenaar loverboy pooier
	zakkenroller* zwendelaar gangster terrorist relschopper vandaal
`);

/** Before 'heeft', and nobody in particular. */
export const noSubjects = list(`
	iemand niemand iedereen men wie wat dat dit het er daar hier gisteren eergisteren vandaag vannacht vanmorgen vanavond
	vanmiddag vorige laatst onlangs eerder vroeger toen nu soms vaak ooit straks zo ook gelukkig helaas waarom wanneer hoe
	eén één een gemeente politie buurt alles niets dader
`);

/** Swear words and insults. */
export const swears = list(`
	kanker* kkr kut* klote* kloot klootzak* klootviool hufter* lullo lulletje* eikel tering* tyfus* tyfes* typhus* pleuris*
	pleures* hoer* slet* flikker* mongool* mongolen debiel* idioot idioten achterlijk* sukkel sukkels randdebiel* mietje*
	godver* gvd godsamme verdomme verdommes fuck* shit* bitch* asshole bastard* neger negers negertje negertjes nikker*
	zwartjoekel* makak* geitenneuk* neuk* spleetoog* spleetogen roetmop* jodenstreek* kaffer* tuig schorem tokkie*
	uitvreter* profiteur* pauper* teven rotkop* rotzak* rotjong* rotwijf rotvent rotkinderen kreng krengen opsodemieter*
	sodemieter* oprotten klere klerezooi schijt* strontzak* smeerlap* viezerik* gajes addergebroed gajus lul pestjong*
	opdonderen klerelijer* kolere* jodenvuil trut trutten teef kk zuiplap* dronkaard* parasiet* uitschot gespuis tuigje*
	domkop* imbeciel* schoft schoften lafbek* smeerpoets* opgerot bek
`);

/** Everyday words that insult where somebody is called so: 'die eikels'. */
export const pointedSwears = list(`
	eikels ezels
`);

/** Words that look like one of those and are none. */
export const notSwears = list(`
	kankerpatiënt* kankerpatient* kankeronderzoek* kankerbehandeling* kankerfonds* kankerbestrijding kuthaal hoera*
	schijthuis neukirchen pleurisvlies sletlaken kutno flikkeren flikkert flikkerende flikkerend hoerskanaal lullig
	mongools mongoolse shitake*
`);

/**
 * Words by which a comment looks like a report, or like somebody who needs help: beside its field 'Hulp of melden' is then
 * offered. Also the English ones, since the phone's page is there in English.
 */
export const reports = list(`
	112 aangifte aanrand* aangerand afgeperst afpers* bedreig* beroofd beroving* bestolen brandsticht* brandgesticht
	discrimin* gediscrimineerd geslagen gestalkt gestolen gestoken heterdaad inbraak inbraken inbraakpoging* inbreker*
	ingebroken kindermishandel* kindermisbruik mensenhandel mishandel* misbruikt neergestoken noodgeval overval overvallen
	seksueel stalk* steekpartij* uitgebuit uitbuiting verkracht* vermoord* wapen wapens vuurwapen* zelfdoding zelfmoord*
	zelfmoordgedachten suïcid* suicid* mishandeling hennepkwekerij wietplantage drugslab* drugspand dealer* dealt
	abused assault* burglar* burglary raped robbed stabbed stolen suicide threaten* violence
`);
