import type { CollectionState } from './state.ts';

/**
 * 'Wat doen we met uw antwoorden': the text that a programme begins with, version 1. A blank line parts paragraphs; a
 * line that begins with '# ' is a heading.
 */
export const defaultNotice = `# Wat vragen we?
We vragen wat u goed vindt in uw wijk, en wat beter kan. Meedoen is vrijwillig. U mag een vraag overslaan.

# Waarom vragen we dat?
Met alle antwoorden maken we het verhaal van uw wijk. Op de gebiedsavond kiezen bewoners wat het belangrijkst is. De gemeente en haar partners maken daar acties van. Dat is een taak van de gemeente.

# Wat bewaren we?
We bewaren uw antwoorden. Uw naam, adres en telefoonnummer vragen we niet. Noem ook geen namen van anderen.

# Wie leest uw antwoorden?
Uw verkenner schrijft ze op. De projectleider en de controleur van uw gebied lezen ze na. Zij halen namen en adressen weg. Pas daarna kunnen anderen een zin lezen. We geven niets aan bedrijven.

# Hoe lang bewaren we dat?
Uw hele formulier wissen we acht weken na het verslag. De nagelezen zinnen en het verslag gaan naar het archief van de gemeente.

# Uw code
U krijgt een code van 8 tekens. Bewaar die goed: wij kunnen hem niet opzoeken. Met de code ziet u uw antwoorden terug. U kunt ze verbeteren of intrekken. Trekt u ze in, dan zijn uw woorden meteen weg.

# Vragen over uw privacy?
Bel of mail de gemeente. Vraag naar de functionaris gegevensbescherming. Bent u het niet met ons eens? Dan kunt u klagen bij de Autoriteit Persoonsgegevens.`;

/** The text of that version; null for one that never was. */
export function noticeText(state: CollectionState, version: number, textOf: (id: string) => string): string | null {
	const written = [...state.entries.notice.values()].find((one) => one.version === version);
	if (written) return textOf(written.text);
	return version === 1 ? defaultNotice : null;
}

/** A notice as it is shown: headings and paragraphs, in their order. */
export function noticeParts(text: string): { heading: boolean; text: string }[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => (line.startsWith('# ') ? { heading: true, text: line.slice(2).trim() } : { heading: false, text: line }));
}
