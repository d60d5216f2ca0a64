// What the page of a second laptop is told. Not of an evening's state: it is of the laptop, now.

/** A laptop that follows another. Times are ms since 1970, by its own clock. */
export interface FollowerState {
	/** Whom it follows: an origin. */
	from: string;
	/** Origins by which phones reach that one. */
	addresses: string[];
	/** When that one answered last; null: not since the start. */
	heardAt: number | null;
	/** Until when the copy is as that one was; null where there is none yet. */
	copyAt: number | null;
	/** Why there is no newer copy now: it does not answer, has another code, is another version, this disk is full. */
	trouble: 'away' | 'code' | 'version' | 'full' | 'fault' | null;
	takingOver: boolean;
}

/** How a laptop gets the address that phones know. */
export interface AddressHelp {
	/** Four numbers. */
	address: string;
	/** This laptop has it. */
	isHere: boolean;
	/** The commands that give it, and take it away again; absent where this laptop is not in that network. */
	add?: string;
	remove?: string;
}

/** What the page of a laptop that does not lead tells. `port`: the one that it will be reached by. */
export type ReserveState =
	| { stand: 'follows'; port: number; follower: FollowerState; help: AddressHelp | null; platform: string }
	/** Another one took over. `at`: ms since 1970; `from`: origins of that one, as far as it told. */
	| { stand: 'relieved'; port: number; at: number; from: string[] };

/** The laptop that follows, as the one that leads saw it. `since`: first; `at`: last; `copyAt`: when it had all that was there. */
export interface FollowerSeen {
	since: number;
	at: number;
	copyAt: number | null;
}
