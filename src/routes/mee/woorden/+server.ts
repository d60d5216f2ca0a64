import { json } from '@sveltejs/kit';
import { lateWords } from '#client/phone/late-words.ts';
import type { RequestHandler } from './$types';

/** `GET /mee/woorden?taal=en`: words that a phone asks for when it needs them, in the language of its page. */
export const GET: RequestHandler = ({ url }) => json(lateWords(url.searchParams.get('taal') === 'en' ? 'en' : 'nl'));
