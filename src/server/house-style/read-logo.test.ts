import { describe, expect, it } from 'vitest';
import { logoProblems } from './read-logo.ts';

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">\n${inside}\n</svg>`;

describe('a logo', () => {
	it.each(['<path d="M0 0"/>', '<use xlink:href="#a"/>', '<rect fill="url(#verloop)"/>', '<style>.a{fill:red}</style>', '<metadata>data van ons</metadata>', '<!-- <script> -->'])('may have %s', (inside) => {
		expect(logoProblems(svg(inside), 'logo.svg')).toEqual([]);
	});
	it('of an old drawing program may begin with its DOCTYPE', () => {
		expect(logoProblems(`<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n${svg('')}`, 'logo.svg')).toEqual([]);
	});
	it.each([
		['<script>alert(1)</script>', 'script'],
		['<svg:script>1</svg:script>', 'script'],
		['<path onload="alert(1)"/>', 'on…='],
		['<foreignObject/>', 'lijnen'],
		['<image href="#a"/>', 'lijnen'],
		['<use href="https://kwaad.example/x.svg#a"/>', 'met #'],
		['<a xlink:href=\'javascript:1\'/>', 'met #'],
		['<rect fill="url(https://kwaad.example/#x)"/>', 'andere plek'],
		['<style>@import "x";</style>', 'andere plek'],
		['<a title="data:text/html,x"/>', 'data:']
	])('with %s is refused with its line', (inside, words) => {
		expect(logoProblems(svg(inside), 'logo.svg')).toContainEqual({ file: 'logo.svg', line: 2, words: expect.stringContaining(words) });
	});
	it('that is no picture, or has no measure, is refused', () => {
		expect(logoProblems('<html></html>', 'logo.svg')).toHaveLength(1);
		expect(logoProblems('<svg width="10"></svg>', 'logo.svg')[0]!.words).toContain('viewBox');
	});
});
