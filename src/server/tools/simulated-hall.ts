import type { CommandInput } from '#shared/protocol/commands.ts';
import type { FacilitatorView, ScreenView } from '#shared/views/views.ts';
import { StartRefusal } from '../start-refusal.ts';
import { joinEvening, SimulatedClient, SimulatedPhone } from './simulated-phone.ts';

/** Phones that join at the same moment: a hall comes in through a door. */
const joiningAtOnce = 40;

/** An evening marked 'oefening' on a running server, with regie and a screen connected to it. */
export class SimulatedHall {
	readonly url: string;
	readonly evening: string;
	/** What residents type. */
	readonly code: string;
	/** The Cookie header that proves regie and screen. */
	readonly cookie: string;
	/** Names regie's seat. */
	readonly regieSeat: string;
	readonly regie: SimulatedClient<FacilitatorView>;
	readonly screen: SimulatedClient<ScreenView>;
	readonly phones: SimulatedPhone[] = [];

	private constructor(
		url: string,
		made: { evening: string; code: string; cookie: string; facilitator: string },
		regie: SimulatedClient<FacilitatorView>,
		screen: SimulatedClient<ScreenView>
	) {
		this.url = url;
		this.evening = made.evening;
		this.code = made.code;
		this.cookie = made.cookie;
		this.regieSeat = made.facilitator;
		this.regie = regie;
		this.screen = screen;
	}

	/** @param server its address, and a one-time key from regie. @throws {StartRefusal} where the key is refused. */
	static async open({ url, key }: { url: string; key: string }, title: string): Promise<SimulatedHall> {
		const response = await fetch(`${url}/api/rehearsal`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ key, title })
		}).catch(() => {
			throw new StartRefusal(`Op ${url} antwoordt niemand. Draait de server, en klopt het adres bij --url?`);
		});
		const made = (await response.json().catch(() => null)) as
			| { ok: true; evening: string; code: string; facilitator: string; screen: string }
			| { ok: false; code: string }
			| null;
		if (typeof made?.ok !== 'boolean') throw new StartRefusal(`Op ${url} draait geen Wijkverhaal. Controleer het adres bij --url.`);
		if (!made.ok && made.code === 'invitation.used') {
			throw new StartRefusal('De sleutel klopt niet, of is al gebruikt. Maak in regie bij Instellingen een nieuwe.');
		}
		if (!made.ok) throw new StartRefusal(`De server weigert de oefening (${made.code}). Probeer het later opnieuw.`);
		const cookie = response.headers.get('set-cookie')!.split(';', 1)[0]!;
		return SimulatedHall.enter(url, { ...made, cookie });
	}

	/** @param made an evening that was begun for a rehearsal; `cookie` is the Cookie header that proves its browser. */
	static async enter(url: string, made: { evening: string; code: string; cookie: string; facilitator: string; screen: string }): Promise<SimulatedHall> {
		const { cookie } = made;
		const regie = await SimulatedClient.connect<FacilitatorView>(url, cookie, made.facilitator);
		const screen = await SimulatedClient.connect<ScreenView>(url, cookie, made.screen);
		return new SimulatedHall(url, made, regie, screen);
	}

	/** Gives a command of regie's. @throws {StartRefusal} where it is refused. */
	async direct(command: CommandInput): Promise<void> {
		const answer = await this.regie.send(command);
		if (!answer.ok) throw new StartRefusal(`De server weigert ${command.type}: ${answer.code}`);
	}

	/** Lets `count` phones join, each with a connection of its own, to vote in `round`. `told`: how many have so far. */
	async connectPhones(round: string, count: number, told: (connected: number) => void): Promise<void> {
		while (this.phones.length < count) {
			const size = Math.min(joiningAtOnce, count - this.phones.length);
			const batch = Array.from({ length: size }, async () => {
				const { cookie, seat } = await joinEvening(this.url, this.code);
				return new SimulatedPhone(await SimulatedClient.connect(this.url, cookie, seat), round);
			});
			this.phones.push(...(await Promise.all(batch)));
			told(this.phones.length);
		}
	}

	close(): void {
		for (const client of [...this.phones, this.regie, this.screen]) client.close();
	}
}
