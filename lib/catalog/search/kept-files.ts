import type { Country } from '../../tdsynnex/price-file/columns';
import type { PriceFileRows } from '../../tdsynnex/price-file/read';

/** A price file that stays in memory between runs, to be searched. */
export interface KeptFile {
	name: string;
	country: Country;
	content: PriceFileRows;
	/** When it was read, in milliseconds since 1970. */
	readAt: number;
}

/**
 * Files by key, no more of them than the memory that they may take: the one that was searched
 * longest ago goes first. A file that is too large by itself is not kept.
 */
export class KeptFiles {
	private readonly files = new Map<string, KeptFile>();

	constructor(private readonly mostBytes: number) {}

	/**
	 * @param now in milliseconds since 1970
	 * @param maxAgeMs a file that was read longer ago is forgotten
	 */
	find(key: string, now: number, maxAgeMs: number): KeptFile | null {
		const file = this.files.get(key);
		if (file === undefined) return null;
		this.files.delete(key);
		if (now - file.readAt > maxAgeMs) return null;
		this.files.set(key, file);
		return file;
	}

	/** @returns whether it is kept */
	keep(key: string, file: KeptFile): boolean {
		this.files.delete(key);
		if (file.content.rows.bytes > this.mostBytes) return false;
		this.files.set(key, file);
		for (const oldest of this.files.keys()) {
			if (this.bytes <= this.mostBytes) break;
			this.files.delete(oldest);
		}
		return true;
	}

	get bytes(): number {
		return [...this.files.values()].reduce((sum, { content }) => sum + content.rows.bytes, 0);
	}
}

/** Some 570,000 rows. */
export const MOST_KEPT_BYTES = 256 * 1024 * 1024;
