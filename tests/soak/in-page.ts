/**
 * Runs in a page: brings a talk to 'klaar' with these words by the buttons and fields that a person uses, from wherever
 * it stands; a new one where `id` is null. @returns the talk's id
 */
export async function finishTalk({ id, words }: { id: string | null; words: string }): Promise<string> {
	const until = async <Found>(find: () => Found | null | undefined | false, what: string): Promise<Found> => {
		for (const end = performance.now() + 45_000; performance.now() < end; await new Promise((settle) => setTimeout(settle, 5))) {
			const found = find();
			if (found) return found;
		}
		throw new Error(`${what} did not come at ${location.hash}: ${document.querySelector('h1')?.textContent ?? ''}`);
	};
	const button = (name: RegExp) => [...document.querySelectorAll('button')].find((one) => name.test(one.textContent ?? ''));
	const stepNow = () => document.querySelector<HTMLElement>('main[data-step]')?.dataset['step'];
	const go = (hash: string) => void (location.hash = hash);

	if (id === null) {
		go('#');
		(await until(() => button(/^Begin/), 'the first screen')).click();
		await until(() => stepNow() === 'uitleg', 'a new talk');
		id = location.hash.slice(1).split('/')[0]!;
	}
	go(`#${id}/goed`);
	const step = await until(() => (location.hash.startsWith(`#${id}/`) && ['goed', 'klaar'].includes(stepNow() ?? '') ? stepNow() : null), 'the talk');
	if (step === 'klaar') {
		(await until(() => button(/^Verbeter dit gesprek/), 'mending')).click();
		await until(() => stepNow() === 'nakijken', 'the overview');
		go(`#${id}/goed`);
	}
	const field = await until(() => stepNow() === 'goed' && document.querySelector('textarea'), 'the question');
	// Key by key would be most of the time: some of them, each kept.
	const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!;
	for (const part of [words.slice(0, words.indexOf(' ')), words.slice(0, -5), words]) {
		set.call(field, part);
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
		await new Promise((settle) => setTimeout(settle, 5));
	}
	go(`#${id}/nakijken`);
	await until(() => stepNow() === 'nakijken', 'the overview');
	(await until(() => button(/^Klaar, verstuur/), 'Klaar')).click();
	await until(() => stepNow() === 'klaar', 'the end');
	return id;
}
