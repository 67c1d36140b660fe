import { createHmac, randomUUID } from 'node:crypto';
import { HMAC_SECRET } from './fill-in';
import type { ShippedStage } from './shipped';

/** What a person turns on when the preview looked right. */
export const SPEND = {
	orderNow: true,
	capPerOrder: '50000',
	capPerRun: '100000',
	approvalAbove: 'none',
};

/** A body as it is signed: said when, and unlike every other of the same second. */
export function stamped(body: object, secondsAgo = 0): string {
	const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
	return JSON.stringify({ timestamp, nonce: randomUUID(), ...body });
}

/** Calls *Custom trigger* as a portal or script does. @returns its answer, and the HTTP status */
export async function callSigned(
	stage: ShippedStage,
	body: object,
	secret?: string,
): Promise<Record<string, unknown>> {
	return await postSigned(stage, stamped(body), secret);
}

/** Posts a body as it is, signed. @returns the answer, and the HTTP status */
export async function postSigned(
	stage: ShippedStage,
	text: string,
	secret = HMAC_SECRET,
): Promise<Record<string, unknown>> {
	const signature = createHmac('sha256', secret).update(text).digest('hex');
	const answer = await fetch(`${stage.home.url}/webhook/tds-order`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-signature': `sha256=${signature}` },
		body: text,
	});
	const given = (await answer.json()) as Record<string, unknown>;
	return { ...given, status: answer.status };
}

/** Orders purchase orders that stand in Autotask, by *Custom trigger*, which must be allowed to. */
export async function order(stage: ShippedStage, ...numbers: string[]): Promise<void> {
	const answers = await Promise.all(
		numbers.map((purchaseOrderNumber) => callSigned(stage, { purchaseOrderNumber, order: true })),
	);
	const refused = answers.filter(({ ok, ordered }) => ok !== true || ordered !== true);
	if (refused.length > 0) throw new Error(`not ordered: ${JSON.stringify(refused)}`);
}
