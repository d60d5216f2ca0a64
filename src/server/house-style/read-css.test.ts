import { describe, expect, it } from 'vitest';
import { readProperties } from './read-css.ts';

const read = (source: string) => readProperties(source, 'huisstijl.css');
/** The lines that were refused, each with its words. */
async function refused(source: string): Promise<[number | undefined, string][]> {
	const result = await read(source);
	return result.ok ? [] : result.problems.map(({ line, words }) => [line, words]);
}

describe('a theme', () => {
	it('of custom properties is read, with the line of each; the last of two counts', async () => {
		const result = await read(':root, .stad-theme {\n\t--a: #fff;\n\t--b: "Open Sans", Arial /* en meer: https://example.net */;\n}\n.stad-theme.donker{--a:#000 !important}');
		expect(result.ok && Object.fromEntries(result.properties)).toEqual({
			'--a': { value: '#000', line: 5 },
			'--b': { value: expect.stringContaining('"Open Sans", Arial'), line: 3 }
		});
	});

	it.each([':root{--a:1}', '.x{--a:1}', "[data-theme='x']{--a:1}", ':root.x[data-y]{--a:1}', '', '/* niets */'])('may be %j', async (source) => {
		expect(await refused(source)).toEqual([]);
	});

	it.each<[string, number, string]>([
		[':root{\n\n--a: url(http://kwaad.example/x)}', 3, '--a: url() mag niet'],
		[':root{--a: URL ("x")}', 1, 'url() mag niet'],
		[':root{--a: image-set("x.png" 1x)}', 1, 'Plaatjes mogen niet'],
		[':root{--a: \\75rl(x)}', 1, 'Het teken \\ mag hier niet'],
		[':root{--a: expression(alert(1))}', 1, 'expression() mag niet'],
		[':root{--a: "https://kwaad.example"}', 1, 'Een adres mag niet'],
		[':root{--a: "//kwaad.example"}', 1, 'Een adres mag niet'],
		[':root{--a: "data:text/css,x"}', 1, 'Een adres mag niet'],
		[':root{\n--a: "</style><script>"}', 2, 'De tekens < en > mogen hier niet'],
		['@import "x";', 1, '@import mag niet'],
		[':root{}\n@font-face{font-family:x}', 2, '@font-face mag niet'],
		['@media (min-width:1px){:root{--a:1}}', 1, '@media mag niet'],
		[':root{\ncolor:red}', 2, '‘color’ mag niet'],
		[':root{-moz-binding:x}', 1, '‘-moz-binding’ mag niet'],
		['body{--a:1}', 1, '‘body’ mag niet'],
		['.a .b{--a:1}', 1, '‘.a .b’ mag niet'],
		['.a:hover{--a:1}', 1, '‘.a:hover’ mag niet'],
		[':root::before{--a:1}', 1, 'mag niet'],
		[':root{--a:1;.b{--a:1}}', 1, 'Hier mag geen blok'],
		[':root{@media print{--a:1}}', 1, 'Hier mag geen blok'],
		[':root{\n--a:1', 2, 'Dit is geen geldige CSS'],
		[':root{--a:1}\n}', 2, 'Dit is geen geldige CSS'],
		['</style><script>alert(1)</script>', 1, 'Dit is geen geldige CSS'],
		['niets hiervan is css', 1, 'Dit is geen geldige CSS']
	])('%j is refused at line %d', async (source, line, words) => {
		expect(await refused(source)).toContainEqual([line, expect.stringContaining(words)]);
	});

	it('names every line that may not be there', async () => {
		expect((await refused('@import "x";\n:root{\ncolor:red;\n--a:url(x)}')).map(([line]) => line)).toEqual([1, 3, 4]);
	});
});
