import { licences } from '#shared/programme/licences.ts';
import type { PanelPicture } from '../drawings/panel-picture.ts';
import { escaped } from '../markup.ts';
import { layOut, panelAlt, type StripToPrint } from './sheet.ts';

/** What the page may do, wherever it is opened: show its own pictures in its own style, and no more. */
export const pagePolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

const style = `
:root { color-scheme: light; --ink: #17130e; --gap: 1rem; }
* { box-sizing: border-box; }
body { margin: 0; background: #fbf5e6; color: var(--ink); font: 1.125rem/1.5 'Atkinson Hyperlegible Next', system-ui, sans-serif; overflow-wrap: break-word; hyphens: auto; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1, h2, h3 { font-family: 'Bricolage Grotesque', system-ui, sans-serif; line-height: 1.15; text-wrap: balance; }
h1 { margin: 0; font-size: clamp(1.9rem, 5vw, 3rem); }
h2 { margin: 3rem 0 1rem; font-size: 1.6rem; }
h3 { margin: 0 0 .25rem; font-size: 1.125rem; }
p { margin: 0 0 .5rem; white-space: pre-line; }
.under { margin: .5rem 0 1.5rem; }
.page { display: grid; gap: var(--gap); margin-bottom: var(--gap); }
.row { display: flex; align-items: flex-start; gap: var(--gap); }
figure { flex: var(--shape) 1 0; min-width: 0; margin: 0; }
img { display: block; width: 100%; height: auto; border: 3px solid var(--ink); background: #fff; }
figcaption .words { margin: 0; padding: .4rem .7rem; border: 3px solid var(--ink); border-top: 0; background: #fffdf7; }
figcaption .credit { margin: .25rem 0 0; font-size: .9rem; }
ol { margin: 0; padding-left: 1.5rem; }
li { margin-bottom: 1.5rem; padding-left: .25rem; max-width: 70ch; }
@media (max-width: 40rem) { .row { flex-direction: column; align-items: stretch; } figure { flex: none; } }
@media print {
	@page { margin: 12mm; }
	body { background: #fff; font-size: 11pt; }
	main { max-width: none; padding: 0; }
	.row { flex-direction: row; break-inside: avoid; }
	figure { flex: var(--shape) 1 0; }
	img { max-height: 220mm; object-fit: contain; }
	li { break-inside: avoid; }
}
`;

/**
 * The strip as a web page: one file that holds its pictures, to send on or to put on a website. Below the strip stands in
 * words what is to be seen and read, for who does not see it.
 * @param pictures of each panel
 */
export function pageOf(strip: StripToPrint, pictures: PanelPicture[]): string {
	const title = escaped(strip.title);
	return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="under">${escaped(strip.under)}</p>
${rowsOf(strip).map((rows) => `<div class="page">${rows.map((row) => `<div class="row">${row.map((panel) => figure(strip, panel, pictures[panel]!)).join('')}</div>`).join('')}</div>`).join('\n')}
<h2>Wat er te zien en te lezen is</h2>
<ol>
${strip.panels.map((_, panel) => `<li>${transcript(strip, panel)}</li>`).join('\n')}
</ol>
</main>
</body>
</html>
`;
}

/** The panels of each page, row by row: as they stand on paper. */
function rowsOf(strip: StripToPrint): number[][][] {
	return layOut(strip, 'a4', null).pages.map(({ panels }) => [...Map.groupBy(panels, ({ cell }) => cell.y).values()].map((row) => row.map(({ index }) => index)));
}

function figure({ panels }: StripToPrint, panel: number, { bytes, type, width, height }: PanelPicture): string {
	const { drawing, caption } = panels[panel]!;
	const words = caption === undefined ? '' : `<p class="words">${escaped(caption)}</p>`;
	const credit = drawing.credit ? `<p class="credit">tekening: ${escaped(drawing.credit)}</p>` : '';
	const source = `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
	return `<figure style="--shape:${(width / height).toFixed(3)}"><img src="${source}" width="${width}" height="${height}" alt="${escaped(panelAlt(drawing))}">${words || credit ? `<figcaption>${words}${credit}</figcaption>` : ''}</figure>`;
}

function transcript({ panels }: StripToPrint, panel: number): string {
	const { drawing, frame, caption } = panels[panel]!;
	const { title, alt, lettering, credit } = drawing;
	const licence = licences.find(({ key }) => key === drawing.licence)?.name;
	return [
		title && `<h3>${escaped(title)}</h3>`,
		alt && `<p>${escaped(alt)}</p>`,
		frame && '<p>Dit is een deel van die tekening.</p>',
		lettering === undefined ? '' : lettering ? `<p>In de tekening staat: ${escaped(lettering)}</p>` : '<p>In de tekening staat geen tekst.</p>',
		caption !== undefined && `<p>Eronder staat: ${escaped(caption)}</p>`,
		credit && `<p>Tekening: ${escaped(credit)}.</p>`,
		licence && `<p>Wie hem mag gebruiken: ${escaped(licence)}.</p>`
	]
		.filter(Boolean)
		.join('');
}
