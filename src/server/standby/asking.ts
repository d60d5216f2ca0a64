import { openText, openToFile, prove, proofHeader, SealBroken, type Question } from './sealed-line.ts';

/** A laptop of which nothing comes for so long is not there, in ms. */
const silentAfter = 4000;

/** Why a question got no answer: nobody there; there, but not with this code (or no server of ours); gone what was asked. */
export class NoAnswer extends Error {
	override name = 'NoAnswer';
	readonly why: 'away' | 'code' | 'gone' | 'broken';

	constructor(why: NoAnswer['why']) {
		super(why);
		this.why = why;
	}
}

/** Asks the other laptop something and opens its answer. @throws {NoAnswer} */
export async function askText(origin: string, code: string, question: Question): Promise<string> {
	const { nonce, answer } = await ask(origin, code, question);
	return opening(() => openText(code, nonce, answer));
}

/** The same, into a new file. @throws {NoAnswer}, and what the disk throws */
export async function askFile(origin: string, code: string, question: Question, to: string): Promise<void> {
	const { nonce, answer } = await ask(origin, code, question);
	await opening(() => openToFile(code, nonce, answer, to));
}

async function ask(origin: string, code: string, question: Question): Promise<{ nonce: string; answer: AsyncIterable<Uint8Array> }> {
	const { header, nonce } = prove(code, question);
	const { method, path, body } = question;
	const silence = new AbortController();
	const heard = () => setTimeout(() => silence.abort(), silentAfter);
	const timer = heard();
	try {
		const response = await fetch(`${origin}${path}`, {
			method,
			headers: { [proofHeader]: header },
			...(body !== '' && { body }),
			redirect: 'error',
			signal: silence.signal
		});
		if (response.status === 404) throw new NoAnswer('gone');
		if (response.status !== 200 || !response.body) throw new NoAnswer(response.status === 503 ? 'away' : 'code');
		return { nonce, answer: unlessSilent(response.body as AsyncIterable<Uint8Array>, heard) };
	} catch (error) {
		throw error instanceof NoAnswer ? error : new NoAnswer('away');
	} finally {
		clearTimeout(timer);
	}
}

/** A copy over a busy wifi takes as long as it takes; one of which nothing more comes has no laptop behind it. */
async function* unlessSilent(body: AsyncIterable<Uint8Array>, heard: () => NodeJS.Timeout): AsyncGenerator<Uint8Array> {
	let timer = heard();
	try {
		for await (const chunk of body) {
			clearTimeout(timer);
			yield chunk;
			timer = heard();
		}
	} catch {
		throw new NoAnswer('away');
	} finally {
		clearTimeout(timer);
	}
}

async function opening<Result>(open: () => Promise<Result>): Promise<Result> {
	try {
		return await open();
	} catch (error) {
		throw error instanceof SealBroken ? new NoAnswer('broken') : error;
	}
}
