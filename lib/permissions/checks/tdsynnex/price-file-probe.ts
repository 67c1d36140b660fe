import { readPriceFile } from '../../../tdsynnex/price-file/read';
import type { PriceFileSeen } from '../../evidence';
import { probe } from '../../http-recorder';
import { type ProbeResult, notProbed } from '../../types';

/** The file that an FTP node handed in. */
export interface PriceFile {
	name: string;
	bytes(): Promise<AsyncIterable<Uint8Array>>;
}

/** Reads the whole file, since only that proves that it is whole, but keeps no row. */
export async function probePriceFile(
	file: PriceFile | null,
	signal?: AbortSignal,
): Promise<ProbeResult<PriceFileSeen>> {
	if (!file)
		return notProbed(
			"There is no price file in the input. To check it, connect n8n's FTP node in front of this node",
		);
	return await probe({ stopped: () => null }, async () => {
		const options = { name: file.name, expected: 'either' as const, cap: 1, signal };
		const { header, read } = await readPriceFile(await file.bytes(), options, () => null);
		return { fileName: file.name, date: header.created, kind: header.kind, rows: read };
	});
}
