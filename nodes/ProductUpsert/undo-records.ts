import type { IExecuteFunctions } from 'n8n-workflow';
import { packUndo, type Undoable, type UndoRecord } from '../../lib/catalog/undo/undo-record';
import { isoTime } from '../../lib/shared/clock';
import { nodeClock, pause } from '../shared/node-clock';
import { isTool } from '../shared/tries';

/**
 * What a summary carries so that the run can be undone whole. A dry run wrote nothing, and an AI
 * agent would have to read all of it.
 */
export async function undoRecords(
	context: IExecuteFunctions,
	results: Undoable[],
	dryRun: boolean,
): Promise<UndoRecord[]> {
	if (dryRun || isTool(context)) return [];
	return await packUndo(results, isoTime(nodeClock(context).now()), pause);
}
