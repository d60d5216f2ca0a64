import { feedbackPage, giveFeedback } from '../../feedback-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => feedbackPage(event, 'own');

export const actions: Actions = { default: giveFeedback };
