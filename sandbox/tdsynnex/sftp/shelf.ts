import { mkdtempSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { categoryList, stockFile, vendorList } from '../../world/lists';
import {
	writePriceZip,
	type FileDefect,
	type FileEncoding,
	type PriceFileOptions,
} from '../../world/price-file';
import type { World } from '../../world/world';

/** What the next reader of the price file gets. */
export interface PriceFileState {
	/** Of `<account>.zip`: `U` puts a delta, every tenth product, where the full file is expected. */
	qualifier: 'C' | 'U';
	defect: FileDefect | null;
	encoding: FileEncoding;
}

/** What lies there on the first day. */
export const FIRST_STATE: PriceFileState = { qualifier: 'C', defect: null, encoding: 'latin1' };

export interface ShelvedFile {
	/** Absolute path on the server. */
	path: string;
	localPath: string;
	size: number;
	/** Seconds since 1970. */
	mtime: number;
}

/**
 * The files that TD SYNNEX puts out for one account. Each is written on first demand and again only
 * when prices or its intended defect have changed: 200,000 products take some three seconds.
 */
export class Shelf {
	state: PriceFileState = FIRST_STATE;
	private readonly folder = mkdtempSync(join(tmpdir(), 'sandbox-tdsynnex-'));
	private count = 0;
	private readonly written = new Map<
		string,
		{ key: string; world: World; file: Promise<ShelvedFile> }
	>();

	constructor(
		private readonly world: () => World,
		private readonly account: string,
		private readonly now: () => number,
	) {}

	/** Folders and what lies in them, by absolute path. */
	folders(): Map<string, string[]> {
		const files = [...this.makers().keys()];
		return new Map([
			['/', files.filter((path) => path.lastIndexOf('/') === 0)],
			['/delta', files.filter((path) => path.startsWith('/delta/'))],
		]);
	}

	/** The file at a path, or null when there is none. */
	async file(path: string): Promise<ShelvedFile | null> {
		const make = this.makers().get(path);
		if (!make) return null;
		const world = this.world();
		const { qualifier, defect, encoding } = this.state;
		const key = `${world.opensAt} ${world.version} ${qualifier} ${defect} ${encoding}`;
		let entry = this.written.get(path);
		// worlds that were opened on one day are the same until their prices change
		const fresh = entry?.key === key && (entry.world === world || world.version === 0);
		if (!entry || !fresh) {
			entry = { key, world, file: this.write(path, make) };
			this.written.set(path, entry);
		}
		return entry.file;
	}

	async close(): Promise<void> {
		await Promise.allSettled([...this.written.values()].map(({ file }) => file));
		await rm(this.folder, { recursive: true, force: true });
	}

	private makers(): Map<string, (to: string) => Promise<void>> {
		const world = this.world();
		const delta = (indexes: number[]) => (to: string) =>
			this.writeZip(to, { qualifier: 'U', indexes });
		const full = (to: string) => this.writeZip(to, { qualifier: 'C' });
		return new Map([
			[`/${this.account}.zip`, this.state.qualifier === 'C' ? full : delta(everyTenth(world.skus))],
			[`/${this.account}h.app`, (to) => writeFile(to, stockFile(world))],
			['/category_list.txt', (to) => writeFile(to, categoryList())],
			['/vend_code_list.txt', (to) => writeFile(to, vendorList())],
			[`/delta/${this.account}.zip`, delta(world.changedSince(world.version - 1))],
		]);
	}

	private async writeZip(
		to: string,
		content: Pick<PriceFileOptions, 'qualifier' | 'indexes'>,
	): Promise<void> {
		const { defect, encoding } = this.state;
		if (defect === 'no-zip') return writeFile(to, '<html><body>Down for maintenance</body></html>');
		await writePriceZip(to, this.account, this.world(), {
			...content,
			defect,
			encoding,
			writtenAt: businessDay(this.now()),
		});
	}

	private async write(path: string, make: (to: string) => Promise<void>): Promise<ShelvedFile> {
		const localPath = join(this.folder, String(this.count++));
		await make(localPath);
		const { size } = await stat(localPath);
		return { path, localPath, size, mtime: Math.floor(this.now() / 1000) };
	}
}

function everyTenth(count: number): number[] {
	return Array.from({ length: Math.ceil(count / 10) }, (_, tenth) => tenth * 10);
}

/** The file is made once each business day: at a weekend Friday's lies there still. */
function businessDay(now: number): number {
	const day = new Date(now).getUTCDay();
	return now - (day === 6 ? 1 : day === 0 ? 2 : 0) * 86_400_000;
}
