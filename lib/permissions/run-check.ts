import { createAutotask } from '../autotask';
import type { Autotask } from '../autotask/types';
import { type Clock, isoTime } from '../shared/clock';
import type { Send, WireRequest } from '../shared/http';
import { skuPattern } from '../shared/sku';
import type { AccountSettings } from '../tdsynnex/hosts';
import { moduleId, SEES_ALL } from './check-ids';
import { probeIdentity, zoneListener } from './checks/identity/probe';
import { PROOF_CHECKS } from './checks/index';
import { probeLinesOfBusiness, probeModules } from './checks/modules/probe';
import { probeSetUp } from './checks/set-up/probe';
import { type PriceFile, probePriceFile } from './checks/tdsynnex/price-file-probe';
import { NOT_IN_USE, probeTdSynnex } from './checks/tdsynnex/probe';
import { evaluateChecks } from './evaluate-checks';
import type { AutotaskEvidence, Evidence } from './evidence';
import { autotaskWrites, recordHttp, type HttpRecorder } from './http-recorder';
import { type Report, summarizeCheck } from './report/summary';
import type { CheckSettings } from './settings';
import type { CheckVerdict } from './types';
import { untested } from './verdict';
import { WriteRecorder, type Write } from './write-test/recorder';
import { proofMaterial, type ProofTargets, prove } from './write-test/run';

/** The roads out, and what of the credentials is no secret. */
export interface CheckPorts {
	autotask: AutotaskAccess;
	/** `null` without that credential: its rows are "not tested". */
	tdSynnex: { send: Send; account: AccountSettings } | null;
	/** `null` when no file was handed in. */
	priceFile: PriceFile | null;
	clock: Clock;
	signal?: AbortSignal;
}

export interface AutotaskAccess {
	send: Send;
	userName: string;
	zoneDiscoveryUrl: string;
	/** Impersonation Resource ID of the credential; empty for none. */
	impersonatedId: string;
}

export interface CheckWishes {
	/** The TD SYNNEX SKU to price; empty = that of a product in Autotask. */
	testSku: string;
	/** What may be written on; absent = nothing is written. */
	proof?: ProofTargets;
}

/** More than a check makes; a failing line cannot push it further. */
export const MOST_AUTOTASK_CALLS = 48;

/**
 * The whole check: at most 48 calls to Autotask and four to TD SYNNEX, one after the other, all of
 * them reads. What would change anything is not let out of the house. A proof, where it is wished
 * for, comes after it.
 *
 * @throws only when the run is cancelled, or a setting cannot be used
 */
export async function runCheck(
	ports: CheckPorts,
	settings: CheckSettings,
	{ testSku, proof }: CheckWishes,
): Promise<Report> {
	const { clock } = ports;
	const started = clock.now();
	const reading = openAutotask(ports, MOST_AUTOTASK_CALLS, (request) =>
		autotaskWrites(request) ? 'the check only reads' : null,
	);
	const autotask = await probeAutotask(reading, ports, settings);
	const sku = testSku || skuOf(autotask, settings.skuPattern);
	const tdSynnex = {
		...(ports.tdSynnex ? await probeTdSynnex({ ...ports.tdSynnex, clock }, sku) : NOT_IN_USE),
		priceFile: await probePriceFile(ports.priceFile, ports.signal),
	};
	const evidence: Evidence = { autotask, tdSynnex, now: clock.now(), settings };
	const proven = proof && (await proveIfOpen(ports, evidence, proof));
	const rows = evaluateChecks({ ...evidence, now: clock.now() }, proven?.verdicts);
	return summarizeCheck(rows, evidence, { started, ...proven });
}

/** Further calls that a proof may make; its writes are listed one by one. */
const MOST_PROOF_CALLS = 40;

/** What was allowed to be written is, but only where the check itself got through. */
async function proveIfOpen(
	ports: CheckPorts,
	evidence: Evidence,
	targets: ProofTargets,
): Promise<{ verdicts: Record<string, CheckVerdict>; writes: Write[]; proofCalls: number }> {
	const rows = evaluateChecks(evidence);
	const closed = rows.find(({ id, status }) => PROOF_NEEDS.includes(id) && status !== 'pass');
	if (closed) {
		const why = untested(`Nothing was written, because of "${closed.check}"`);
		const verdicts = Object.fromEntries(PROOF_CHECKS.map(({ id }) => [id, why]));
		return { verdicts, writes: [], proofCalls: 0 };
	}
	const isShut = (entity: string) =>
		rows.some(({ id, status }) => id === moduleId(entity) && status === 'fail');
	ports.signal?.throwIfAborted();
	// Cancelled half way it would leave values behind: what is begun is put back, some seconds later.
	const sleep = (ms: number) => ports.clock.sleep(ms).catch(() => undefined);
	const unstoppable = { ...ports, signal: undefined, clock: { ...ports.clock, sleep } };
	const { autotask, recorder } = openAutotask(unstoppable, MOST_PROOF_CALLS, () => null);
	const { clock } = ports;
	const writeRecorder = new WriteRecorder(autotask, clock);
	const stamp = isoTime(clock.now()).replace(/[-:]/g, '');
	const material = proofMaterial(evidence);
	const verdicts = await prove(
		{ autotask, recorder: writeRecorder, material, stamp },
		{
			product: isShut('Products') ? null : targets.product,
			purchaseOrderNumber: isShut('PurchaseOrders') ? null : targets.purchaseOrderNumber,
		},
	);
	return { verdicts, writes: writeRecorder.writes, proofCalls: recorder.seen.length };
}

const PROOF_NEEDS = ['identity.secret', SEES_ALL];

export interface OpenAutotask {
	autotask: Autotask;
	recorder: HttpRecorder;
	listener: ReturnType<typeof zoneListener>;
}

/**
 * Autotask behind a watch. Two attempts only: a person waits, and the second shows an unsteady
 * line.
 */
export function openAutotask(
	ports: Pick<CheckPorts, 'autotask' | 'clock' | 'signal'>,
	maxCalls: number,
	refuses: (request: WireRequest) => string | null,
): OpenAutotask {
	const { autotask: access, clock, signal } = ports;
	const listener = zoneListener(access.zoneDiscoveryUrl);
	const recorder = recordHttp(access.send, clock, {
		maxCalls,
		refuses,
		onAnswer: listener.onAnswer,
	});
	const autotask = createAutotask({
		send: recorder.send,
		clock,
		userName: access.userName,
		zoneDiscoveryUrl: access.zoneDiscoveryUrl,
		// Forty calls are few, and a check is wanted most when the hour's calls are used up.
		budgetShare: 100,
		attempts: 2,
		signal,
	});
	return { autotask, recorder, listener };
}

async function probeAutotask(
	{ autotask, recorder, listener }: OpenAutotask,
	{ autotask: access, clock }: CheckPorts,
	settings: CheckSettings,
): Promise<AutotaskEvidence> {
	const identity = await probeIdentity(autotask, recorder, listener.zone, access.impersonatedId);
	const loggedIn = identity.login.state === 'found';
	const nobody = { stopped: () => 'there is no login' };
	const inside = loggedIn ? recorder : nobody;
	const modules = await probeModules(autotask, inside);
	return {
		...identity,
		modules,
		linesOfBusiness: await probeLinesOfBusiness(autotask, inside, modules),
		...(await probeSetUp(autotask, inside, settings, clock.now())),
		seen: recorder.seen,
	};
}

function skuOf({ products }: AutotaskEvidence, pattern: string): string {
	if (products.state !== 'found') return '';
	const { fromAutotask } = skuPattern(pattern);
	const sold = products.value.filter(({ isActive }) => isActive !== false);
	const skus = sold.map(({ sku }) => fromAutotask(String(sku ?? '')));
	return skus.find((sku) => sku !== null && /^\d+$/.test(sku)) ?? '';
}
