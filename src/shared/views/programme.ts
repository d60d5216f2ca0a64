/** An evening in the list of regie. */
export interface EveningEntry {
	id: string;
	title: string;
	/** ISO date. */
	date: string;
	code: string;
	/** Participants who joined. */
	joined: number;
	themes: number;
	/** 'empty': no themes yet. 'ready': no round was held yet. 'begun': one was. 'round': a round is open now. 'door': the door is closed. */
	state: 'empty' | 'ready' | 'begun' | 'round' | 'door' | 'closed';
	rehearsal: boolean;
}

/** An area with its evenings, in the order in which they were made. */
export interface AreaEntry {
	id: string;
	name: string;
	evenings: EveningEntry[];
}

/** An evening that was taken out of the list and not yet destroyed. */
export interface RemovedEntry {
	id: string;
	title: string;
	date: string;
	area: string;
}

/** The programme as regie lists it. */
export interface ProgrammeView {
	areas: AreaEntry[];
	removed: RemovedEntry[];
}
