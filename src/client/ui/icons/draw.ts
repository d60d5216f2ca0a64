/**
 * Writes a module per icon beside this file, out of the installed Tabler set: a page ships only the icons it imports
 * (one module for all would put every used icon in every page). Run by hand after changing the list:
 * `node src/client/ui/icons/draw.ts`.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';

const set = new URL('../../../../node_modules/@tabler/icons/', import.meta.url);

const outline = [
	// main themes
	'trees', 'bike', 'users-group', 'building-store', 'volume', 'shield-check', 'building-community', 'sunrise', 'dots-circle-horizontal',
	// what one can do
	'plus', 'minus', 'x', 'check', 'pencil', 'trash', 'search', 'refresh', 'arrow-back-up', 'arrow-left', 'arrow-right', 'arrow-up', 'arrow-down', 'chevron-down',
	'help', 'square-check',
	'zoom-in', 'zoom-out', 'maximize', 'eye', 'eye-off', 'player-play', 'player-pause', 'player-stop', 'upload', 'download', 'printer', 'settings', 'crop', 'grip-vertical',
	// what it is about
	'message', 'messages', 'photo', 'camera', 'door', 'door-off', 'key', 'link', 'qrcode', 'lock', 'lock-open', 'wifi-off', 'alert-triangle', 'hand-stop',
	'users', 'home', 'list', 'layout-board', 'presentation', 'star', 'phone', 'clock', 'note', 'pointer', 'eye-share', 'device-laptop', 'circles'
];
const filled = ['star'];

/** Each outline file begins with its empty canvas. */
const canvas = 'M0 0h24v24H0z';

/** The drawn paths of a Tabler file as one path. */
async function pathOf(kind: 'outline' | 'filled', name: string): Promise<string> {
	const svg = await readFile(new URL(`icons/${kind}/${name}.svg`, set), 'utf8');
	const paths = [...svg.matchAll(/<path[^>]*\sd="([^"]+)"/g)].map((match) => match[1] ?? '').filter((path) => path !== canvas);
	// Joined to one path, a relative start would begin where the path before it ended.
	if (paths.length === 0 || paths.slice(1).some((path) => path.startsWith('m'))) throw new Error(`${name} can't be joined to one path`);
	if (/<(circle|rect|line|ellipse|poly)/.test(svg)) throw new Error(`${name} holds more than paths`);
	return paths.join('');
}

async function write(file: string, path: string): Promise<void> {
	const constant = file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
	const text = `/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */\nexport const ${constant} =\n\t'${path}';\n`;
	await writeFile(new URL(`${file}.ts`, import.meta.url), text);
}

for (const name of outline) await write(name, await pathOf('outline', name));
for (const name of filled) await write(`${name}-filled`, await pathOf('filled', name));
await copyFile(new URL('LICENSE', set), new URL('LICENSE-tabler-icons.txt', import.meta.url));
