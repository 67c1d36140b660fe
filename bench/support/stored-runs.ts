import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'flatted';
import type { ExecutedRun } from '../../demo/n8n-server';

/** What n8n keeps of runs, read from its own database and folders. */
export interface StoredRuns {
	/** Megabytes of the database that hold something: runs, their data, the rows of Data Tables. */
	databaseMegabytes(): number;
	/** Megabytes of files in n8n's binary store. */
	fileMegabytes(): number;
	/** Seconds of each node of a run, by its name. */
	secondsByNode(id: number): Record<string, number>;
	close(): void;
}

/** @param folder n8n's user folder */
export function storedRuns(folder: string): StoredRuns {
	const database = new DatabaseSync(join(folder, '.n8n', 'database.sqlite'), { readOnly: true });
	const number = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0);
	return {
		databaseMegabytes: () =>
			((number('PRAGMA page_count') - number('PRAGMA freelist_count')) *
				number('PRAGMA page_size')) /
			1e6,
		fileMegabytes: () => bytesUnder(join(folder, '.n8n', 'storage')) / 1e6,
		secondsByNode(id) {
			const row = database.prepare('SELECT data FROM execution_data WHERE executionId = ?').get(id);
			const { runData } = (parse(String(row?.data)) as ExecutedRun['data']).resultData;
			return Object.fromEntries(
				Object.entries(runData).map(([name, runs]) => [
					name,
					runs.reduce((sum, { executionTime }) => sum + executionTime, 0) / 1000,
				]),
			);
		},
		close: () => database.close(),
	};
}

function bytesUnder(folder: string): number {
	try {
		return readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
	} catch {
		return 0;
	}
}
