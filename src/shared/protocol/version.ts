/**
 * The version of the wire. A test hashes the schemas of this folder: changing a message means a new number
 * here, a line of history, and the new hash in version.test.ts.
 *
 * - 1 (2026-11): the first.
 * - 2 (2026-11): `evening.style`, a municipality's house style; `screen.turn`, `screen.rules`, `screen.text`, and the
 *   screen's welcome, question, own text, comment, clock (`screen.timer`), and ranking in two parts, got ready with
 *   `screen.prepare`; groups on the board; themes on the lock, or hidden from the screen; a theme added at a place; notes.
 * - 3 (2026-11): themes merged and split; `merged` of a theme, `parts` of a round; hands of other facilitators on the board,
 *   'volg mij'; pictures and PDFs for the screen (`exhibit.*`, `PUT /api/exhibit`); `browser.noCookies`; papers counted by hand
 *   (`paper.*`, `paper` of a round); the run-sheet (`segment.*`, `runSheet.*`, `closing` of a round), `comment.notNow`, and what residents
 *   thought of the evening (`feedback.give`, the screen's `faces`); cards of 'Hulp of melden' (`help.*`); comments
 *   laid apart, or hidden with a reason, which their writer reads; `block.*`; the role `helper`,
 *   comments that were spoken in the hall (`spoken`); a second person on a phone (`evening.second`); vote cards
 *   (`evening.voteCards`, `voteCard.make`, `card` of `POST /api/join`); presence tells facilitators by seat, and their names;
 *   the hall and its wifi (`evening.hall`, `evening.wifi`, `evening.wifiShown`, `wifi` of the screen), the size of a screen
 *   (`beat`, `presence`), and refusals of a rehearsal; evenings as files
 *   (`PUT /api/evening-file`); photos of sheets (`photo` of a drawing, `drawing.crop`, `POST /api/drawing/crop`), PDFs as drawings (`page` of `PUT /api/drawing` and of its answer), and
 *   drawings in pieces (`/api/upload`, `brought` of `PUT /api/drawing`); 'ik teken deze' (`claim.*`), messages between
 *   illustrators and regie (`message.*`), their order of turns (`evening.turns`), drawings that hang at once
 *   (`evening.hangAtOnce`), comments at grave themes that regie only counts
 *   (`graveComments`), `paper.table`, and what a drawing needs before publication (`lettering`, `licence`), and other themes that
 *   it stands for (`also`), stages of a series (`stage` and `stages`, `drawing.stages`, `played` of the screen), and what it was made
 *   from (`from`); the version that an upload replaces (`from` of `drawing.replace` and of `PUT /api/drawing`); the strip of the evening (`strip.edit`, `panel.*`, the screen's `strip`), and what another moved since (`seen` of
 *   a move); words of residents that were taken back (`quote.withdraw`), and refusals of what scouts collect. Not yet released.
 */
export const protocolVersion = 3;
