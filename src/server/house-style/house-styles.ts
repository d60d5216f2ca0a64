import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HouseStyleReport } from '#shared/house-style/report.ts';
import { folderName, readHouseStyle, type HouseStyle, type StyleFile } from './read-folder.ts';

/** The folder with house styles, in the data folder. */
export const houseStyleFolder = 'huisstijl';

/** The most folders that are looked at: a province has fewer municipalities. */
const mostFolders = 50;

/** The house styles of this server, read when somebody asks for them: putting a folder there asks no restart. */
export class HouseStyles {
	readonly #folder: string;
	/** As last read, with the times and sizes of the files that it was read from. */
	readonly #known = new Map<string, { stamp: string; style: HouseStyle }>();
	readonly #reading = new Map<string, Promise<HouseStyle>>();

	/** @param dataDir the folder that holds everything */
	constructor(dataDir: string) {
		this.#folder = join(dataDir, houseStyleFolder);
	}

	/** Every folder as it is on disk now, by name, with what is wrong or was measured. */
	async reports(): Promise<HouseStyleReport[]> {
		const entries = await readdir(this.#folder, { withFileTypes: true }).catch(() => []);
		const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort().slice(0, mostFolders);
		const reports = [];
		for (const name of names) reports.push((await this.#read(name)).report);
		return reports;
	}

	/** The one that can be used, on a server of one municipality; null where there are more, or none. */
	async only(): Promise<HouseStyleReport | null> {
		const [first, ...others] = (await this.reports()).filter(({ path }) => path !== null);
		return first && others.length === 0 ? first : null;
	}

	/**
	 * A file of a style: what a page of that version asks for, or as it is on disk now where that is another version.
	 * @param path as in `HouseStyleReport`: name and version
	 */
	async file(path: string, file: string): Promise<{ file: StyleFile; current: boolean } | null> {
		const name = path.split('/', 1)[0]!;
		if (!folderName.test(name)) return null;
		const known = this.#known.get(name)?.style;
		// A hall of phones asks at once: the disk is asked only for what is not known yet.
		const style = known?.report.path === path ? known : await this.#read(name);
		const found = style.files.get(file);
		return found ? { file: found, current: style.report.path === path } : null;
	}

	#read(name: string): Promise<HouseStyle> {
		let reading = this.#reading.get(name);
		if (!reading) {
			reading = this.#readAnew(name).finally(() => this.#reading.delete(name));
			this.#reading.set(name, reading);
		}
		return reading;
	}

	async #readAnew(name: string): Promise<HouseStyle> {
		const stamp = await this.#stamp(name);
		const known = this.#known.get(name);
		if (known?.stamp === stamp) return known.style;
		const style = await readHouseStyle(this.#folder, name);
		// Names that lead nowhere would fill the memory.
		if (stamp === '') this.#known.delete(name);
		else this.#known.set(name, { stamp, style });
		return style;
	}

	/** Changes with any file of the folder; '' where there is no such folder. */
	async #stamp(name: string): Promise<string> {
		const folder = join(this.#folder, name);
		const names = await readdir(folder).catch(() => []);
		const marks = await Promise.all(
			names.sort().slice(0, 100).map(async (file) => {
				const about = await stat(join(folder, file)).catch(() => null);
				return about ? `${file} ${about.size} ${about.mtimeMs}` : file;
			})
		);
		return marks.join('\n');
	}
}
