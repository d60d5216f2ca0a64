import type { CommandType } from '#shared/protocol/commands.ts';
import type { HistoryView } from '#shared/views/history.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import { roundName } from '../avond/round-words.ts';
import { chosenShow, pictureWords } from '../avond/screen-words.ts';

/** What only residents and the server itself do, and what illustrators and regie tell each other: it is nowhere in the history. */
type NotOfStaff = 'feedback.give' | 'help.ask' | 'ballot.set' | 'ballot.offer' | 'comment.support' | 'participant.join' | 'claim.add' | 'claim.remove' | 'message.send' | 'message.takeBack';
type Did = Exclude<CommandType, NotOfStaff | 'undo'>;

/** What the words of a step need to know of the evening. */
export type Known = Pick<FacilitatorView, 'history' | 'segments' | 'rounds' | 'themes' | 'drawings' | 'comments' | 'exhibits'>;

type Step = Omit<HistoryView, 'at' | 'by'>;
type Words = (step: Step, known: Known) => string;

const thema = ({ themes, count }: Step) => {
	if (themes?.length === 1) return `thema ${themes[0]}`;
	if (themes) return `thema ${themes.slice(0, -1).join(', ')} en ${themes.at(-1)}`;
	return count === undefined ? 'een thema' : `${count} thema’s`;
};
const Thema = (step: Step) => capital(thema(step));
const kaart = (step: Step) => (step.themes?.length === 1 ? `Kaart ${step.themes[0]}` : step.themes ? `Kaarten ${step.themes.slice(0, -1).join(', ')} en ${step.themes.at(-1)}` : `${step.count ?? 'Enkele'} kaarten`);
const ronde = ({ round }: Step) => (round ? roundName(round) : 'Een ronde');
const onderdeel = ({ segment }: Step, { segments }: Known) => {
	const title = segment === undefined ? undefined : segments[segment]?.title;
	return title ? `onderdeel ${title}` : 'een onderdeel';
};
const reacties = ({ count }: Step) => (count === undefined ? 'Een reactie' : `${count} reacties`);
const bijThema = (step: Step) => (step.themes ? ` bij ${thema(step)}` : '');
const briefjes = ({ count }: Step) => (count === undefined ? 'Briefje' : `${count} briefjes`);

/** For each thing that staff can do: what was done, as a short sentence without its full stop. */
export const historyWords: Record<Did, Words> = {
	'evening.begin': () => 'Avond gemaakt',
	'evening.rename': () => 'Avond anders genoemd',
	'evening.area': () => 'Gebied anders genoemd',
	'evening.contact': () => 'Contact over gegevens veranderd',
	'evening.date': () => 'Datum veranderd',
	'evening.door': ({ to }) => (to === 'closed' ? 'Deur dichtgedaan' : 'Deur opengedaan'),
	'evening.code': () => 'Nieuwe code gemaakt',
	'evening.approval': ({ to }) => (to === 'none' ? 'Reacties komen nu meteen op de telefoons' : 'Reacties wachten nu op goedkeuring'),
	'evening.style': () => 'Huisstijl veranderd',
	'evening.present': ({ to }) => (to === undefined ? 'Aantal aanwezigen leeggemaakt' : `Aanwezigen: ${to}`),
	'evening.close': ({ to }) => (to === false ? 'Avond weer geopend' : 'Avond afgesloten'),
	'evening.second': ({ to }) => (to === false ? 'Een tweede mens op een telefoon kan niet meer' : 'Een tweede mens op een telefoon mag'),
	'evening.hangAtOnce': ({ to }) => (to === false ? 'Tekeningen wachten weer op u' : 'Tekeningen hangen nu meteen'),
	'evening.turns': () => 'Volgorde van de tekenaars veranderd',
	'evening.voteCards': ({ to }) => (to === false ? 'Een stemkaart hoeft niet meer' : 'Een stemkaart is nodig om mee te doen'),
	'evening.hall': () => 'Maten van de zaal veranderd',
	'evening.wifi': () => 'Wifi van de zaal veranderd',
	'evening.wifiShown': ({ to }) => (to === false ? 'Wifi van het scherm gehaald' : 'Wifi op het scherm gezet'),
	'evening.rehearsal': ({ to }) => (to === false ? 'Avond is geen oefening meer' : 'Avond is een oefening'),
	'voteCard.make': () => 'Stemkaarten gemaakt',
	'theme.add': (step) => `${Thema(step)} toegevoegd`,
	'theme.edit': (step) => `${Thema(step)} veranderd`,
	'quote.withdraw': (step) => `Ingetrokken uitspraak weggehaald bij ${thema(step)}`,
	'theme.remove': (step) => `${Thema(step)} verwijderd`,
	'theme.move': (step) => `${kaart(step)} verplaatst`,
	'theme.lock': (step) => (step.to === false ? `${kaart(step)} van slot` : `${kaart(step)} op slot`),
	'theme.hide': (step) => (step.to === false ? `${Thema(step)} mag weer op het scherm` : `${Thema(step)} verborgen voor het scherm`),
	'theme.group': (step) => `${kaart(step)} anders gegroepeerd`,
	'theme.merge': (step) => `${Thema(step)} samengevoegd met een andere kaart`,
	'theme.split': (step) => `${Thema(step)} weer een eigen kaart`,
	'group.add': () => 'Groep gemaakt',
	'group.rename': () => 'Groep anders genoemd',
	'group.fold': ({ to }) => (to === false ? 'Groep opengevouwen' : 'Groep dichtgevouwen'),
	'group.empty': () => 'Groep opgeheven',
	'note.add': () => 'Briefje toegevoegd',
	'note.edit': () => 'Briefje veranderd',
	'note.move': (step) => `${briefjes(step)} verplaatst`,
	'note.remove': (step) => `${briefjes(step)} verwijderd`,
	'round.add': (step) => `${ronde(step)} gemaakt`,
	'round.edit': (step) => `${ronde(step)} veranderd`,
	'round.remove': (step) => `${ronde(step)} verwijderd`,
	'round.open': (step) => `${ronde(step)} geopend`,
	'round.close': (step) => `${ronde(step)} gesloten`,
	'round.reopen': (step) => `${ronde(step)} heropend`,
	'round.show': (step) => (step.to === false ? `${ronde(step)}: uitslag verborgen` : `${ronde(step)}: uitslag getoond`),
	'segment.add': (step, known) => (step.count === undefined ? `${capital(onderdeel(step, known))} toegevoegd` : `${step.count} onderdelen toegevoegd`),
	'segment.edit': (step, known) => `${capital(onderdeel(step, known))} veranderd`,
	'segment.move': (step, known) => `${capital(onderdeel(step, known))} verplaatst`,
	'segment.remove': (step, known) => `${capital(onderdeel(step, known))} verwijderd`,
	'runSheet.begins': ({ to }) => (to === undefined ? 'Begintijd van het draaiboek weggehaald' : `Draaiboek begint om ${to} uur`),
	'runSheet.go': (step, known) => (step.segment === undefined ? 'Terug naar het begin van het draaiboek' : `Naar ${onderdeel(step, known)}`),
	'runSheet.pause': ({ to }) => (to === false ? 'Draaiboek loopt weer' : 'Draaiboek stilgezet'),
	'paper.count': (step) => `${ronde(step)}: papieren telling ${step.to === 'corrected' ? 'verbeterd' : 'getypt'}`,
	'paper.remove': (step) => `${ronde(step)}: papieren telling weggehaald`,
	'help.putAway': () => 'Melding ‘nu gevaar’ weggezet',
	'comment.add': (step) => `Gezegde reactie${bijThema(step)} getypt`,
	'comment.withdraw': (step) => `Gezegde reactie${bijThema(step)} teruggenomen`,
	'comment.review': (step) => `${reacties(step)}${bijThema(step)} ${reviewed[String(step.to)] ?? 'beoordeeld'}`,
	'comment.project': (step) => `Reactie${bijThema(step)} ${step.to === false ? 'van het scherm gehaald' : 'op het scherm gezet'}`,
	'block.add': (step) => `Deelnemer geblokkeerd na een reactie${bijThema(step)}`,
	'block.remove': (step) => `Blokkade opgeheven na een reactie${bijThema(step)}`,
	'drawing.offer': () => 'Tekening aangeboden',
	'drawing.replace': (step) => `Tekening${bijThema(step)} vervangen`,
	'drawing.crop': (step) => `Foto van de tekening${bijThema(step)} bijgesneden`,
	'drawing.stages': (step) => `Stappen van de tekening${bijThema(step)} veranderd`,
	'drawing.describe': (step) => `Tekening${bijThema(step)} beschreven`,
	'drawing.place': (step) => `Tekening${bijThema(step)} opgehangen`,
	'drawing.takeDown': (step) => `Tekening${bijThema(step)} van de muur gehaald`,
	'drawing.withdraw': (step) => `Tekening${bijThema(step)} ingetrokken`,
	'strip.edit': () => 'Titel of indeling van de strip veranderd',
	'panel.add': ({ count }) => (count === undefined ? 'Plaatje in de strip gezet' : `${count} plaatjes in de strip gezet`),
	'panel.edit': () => 'Plaatje van de strip veranderd',
	'panel.move': () => 'Plaatje van de strip verplaatst',
	'panel.remove': () => 'Plaatje uit de strip gehaald',
	'exhibit.add': () => 'Afbeelding voor het scherm toegevoegd',
	'exhibit.describe': () => 'Afbeelding voor het scherm beschreven',
	'exhibit.remove': () => 'Afbeelding voor het scherm verwijderd',
	'screen.show': ({ show }, known) => (show?.mode === 'theme' ? `Thema ${show.theme} in het licht` : show ? `Op het scherm: ${pictureWords(chosenShow(show), known)}` : 'Ander beeld op het scherm'),
	'screen.prepare': ({ show }, known) => (show ? `Klaargezet: ${pictureWords(chosenShow(show), known)}` : 'Er staat niets meer klaar'),
	'screen.turn': () => 'Bladzijde van het scherm gekozen',
	'screen.blank': ({ to }) => (to === false ? 'Scherm weer aan' : 'Scherm leeggemaakt'),
	'screen.rules': () => 'Huisregels veranderd',
	'screen.text': () => 'Eigen tekst veranderd',
	'screen.timer': ({ to }) => clock[String(to)] ?? 'Klok gezet'
};

const reviewed: Record<string, string> = { approved: 'goedgekeurd', held: 'apart gelegd', hidden: 'verborgen', waiting: 'teruggezet' };
const clock: Record<string, string> = { start: 'Klok gestart', pause: 'Klok stilgezet', clear: 'Klok weggehaald' };

/** What somebody did: 'Ronde 1 gesloten'. */
export function stepInWords(step: Step, known: Known): string {
	if (step.did === 'undo') {
		const before = step.undoes === undefined ? undefined : known.history[step.undoes];
		return before ? `Teruggedraaid: ${inSentence(stepInWords(before, known))}` : 'Een eerdere stap teruggedraaid';
	}
	if (!Object.hasOwn(historyWords, step.did)) return 'Een eerdere stap';
	return historyWords[step.did as Did](step, known);
}

/** The same after a colon: 'ronde 1 gesloten'. */
export function inSentence(words: string): string {
	return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Who did it: a facilitator by name, others by what they are. @param names of facilitators, by seat */
export function whoInWords({ by, seat }: Pick<HistoryView, 'by' | 'seat'>, names: Record<string, string>): string {
	switch (by) {
		case 'facilitator':
			return (seat === undefined ? undefined : names[seat]) ?? 'gespreksleider';
		case 'moderator':
			return 'meelezer';
		case 'helper':
			return 'hulp';
		case 'illustrator':
			return 'striptekenaar';
		case 'clock':
			return 'de klok';
		case 'program':
			return 'het programma';
	}
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
