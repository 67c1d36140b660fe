import type { Autotask, Filter, WireRecord } from './types';

export async function readAll(
	autotask: Autotask,
	entity: string,
	filter: Filter,
	fields: string[],
	keep: (record: WireRecord) => boolean,
): Promise<WireRecord[]> {
	const kept: WireRecord[] = [];
	for await (const page of autotask.pages(entity, { filter: [filter], fields })) {
		for (const record of page) if (keep(record)) kept.push(record);
	}
	return kept;
}
