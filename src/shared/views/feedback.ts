import type { EveningState } from '../evening/state.ts';
import type { TextOf } from './parts.ts';

/** What residents thought of the evening, together; who said what is nowhere. */
export interface FeedbackView {
	/** How many chose each face, by its number from 1 (sad) to 5 (glad). */
	faces: Record<string, number>;
	/** What they wrote besides, by the id of the text. */
	sentences: Record<string, string>;
}

/** @returns null as long as nobody said anything */
export function feedbackView({ feedback }: EveningState, text: TextOf): FeedbackView | null {
	if (feedback.size === 0) return null;
	const faces: FeedbackView['faces'] = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
	const sentences: FeedbackView['sentences'] = {};
	for (const { face, sentence } of feedback.values()) {
		faces[face]! += 1;
		const words = sentence === null ? '' : text(sentence);
		if (sentence !== null && words !== '') sentences[sentence] = words;
	}
	return { faces, sentences };
}
