import { expect, it } from 'vitest';
import { looksLikeReport } from './looks-like-report.ts';
import sentences from './test-sentences.json' with { type: 'json' };

it.each([
	'Bij ons is vannacht ingebroken',
	'mijn buurvrouw wordt mishandeld door haar man',
	'Ik denk vaak aan ZELFMOORD',
	'er is een inbraak geweest, wie bel ik?',
	'ik ben verkracht',
	'Die man op nummer 12 dealt drugs',
	'Wij worden elke dag bedreigd',
	'ik wil aangifte doen',
	'I was robbed last week'
])('a report, or somebody who needs help: %s', (text) => expect(looksLikeReport(text)).toBe(true));

it.each(['', 'Te weinig bankjes.', 'Meer groen op het plein graag', 'De lantaarn bij de school is kapot', 'Er wordt hier te hard gereden', 'Bel eens aan bij de buren', 'A bench would be nice here.'])(
	'a comment like others: %s',
	(text) => expect(looksLikeReport(text)).toBe(false)
);

it('is seldom said of comments that are harmless', () => {
	const harmless = (sentences as { text: string; kinds: string[] }[]).filter(({ kinds }) => kinds.length === 0);
	const offered = harmless.filter(({ text }) => looksLikeReport(text));
	console.log(`looks like a report: ${offered.length}/${harmless.length} of what is harmless`);
	expect(offered.length / harmless.length).toBeLessThanOrEqual(0.1);
});
