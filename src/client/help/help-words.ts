import * as m from '#client/paraglide/messages.js';
import type { HelpSituation } from '#shared/programme/help-numbers.ts';

/** What a resident reads: the situation, and what its number is for. */
export const helpWords: Record<HelpSituation, { situation: () => string; purpose: () => string }> = {
	danger: { situation: m.help_danger, purpose: m.help_danger_for },
	police: { situation: m.help_police, purpose: m.help_police_for },
	anonymous: { situation: m.help_anonymous, purpose: m.help_anonymous_for },
	home: { situation: m.help_home, purpose: m.help_home_for },
	suicide: { situation: m.help_suicide, purpose: m.help_suicide_for },
	confused: { situation: m.help_confused, purpose: m.help_confused_for },
	child: { situation: m.help_child, purpose: m.help_child_for },
	discrimination: { situation: m.help_discrimination, purpose: m.help_discrimination_for },
	victim: { situation: m.help_victim, purpose: m.help_victim_for },
	repair: { situation: m.help_repair, purpose: m.help_repair_for },
	premises: { situation: m.help_premises, purpose: m.help_premises_for }
};
