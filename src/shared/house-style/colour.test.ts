import { describe, expect, it } from 'vitest';
import { contrast, mix, readColour } from './colour.ts';

describe('a colour', () => {
	it.each([
		['#abc', '#aabbcc'],
		['#AABBCC', '#aabbcc'],
		['#abcf', '#aabbcc'],
		['#aabbccff', '#aabbcc'],
		[' white ', '#ffffff'],
		['rgb(255, 128, 0)', '#ff8000'],
		['rgba(255, 128, 0, 1)', '#ff8000'],
		['rgb(100% 50% 0% / 100%)', '#ff8000'],
		['hsl(0, 100%, 50%)', '#ff0000'],
		['hsl(120deg 100% 25%)', '#008000'],
		['hsl(-120 100% 50%)', '#0000ff'],
		['hsl(211 60% 35%)', '#24578f']
	])('%s is %s', (text, colour) => expect(readColour(text)).toBe(colour));

	it.each(['', '#ab', '#abcde', '#aabbcc80', '#abc8', 'transparent', 'rgb(0 0 0 / 50%)', 'rgba(0,0,0,.5)', 'rgb(300 0 0)', 'rgb(a b c)', 'rgb(1 2)', 'currentcolor', 'constructor', 'var(--x)', 'red;}'])(
		'%j can not be measured',
		(text) => expect(readColour(text)).toBeNull()
	);

	it('has the contrast that WCAG gives', () => {
		expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
		expect(contrast('#ffffff', '#777777')).toBe(contrast('#777777', '#ffffff'));
	});

	it('is laid over another', () => expect(mix('#ffffff', '#000000', 0.2)).toBe('#cccccc'));
});
