import type { AddressInfo } from 'node:net';

import {
	createAutotaskTwin,
	type AutotaskAddresses,
	type AutotaskTwin,
	type Manners,
} from './autotask';
import { FaultPlans, Ledger, SandboxClock, type TwinSetting } from './core';
import { createControl, type Control } from './core/control';
import { controlServer } from './core/control-server';
import type { TdSynnexAddresses, TdSynnexTwin } from './tdsynnex';

export type { AutotaskAdmin, AutotaskTwin, Manners } from './autotask';
export * from './core';
export type { Control, Stats } from './core/control';
export type { TdSynnexAddresses, TdSynnexTwin } from './tdsynnex';

export interface SandboxOptions {
	/** Same seed, same content (1). */
	seed?: number;
	/** SKUs in the TD SYNNEX catalog (200,000). */
	skus?: number;
	/** Real milliseconds that every answer of both twins takes at least (0). */
	latencyMs?: number;
	/** 0 (default) = free ports; otherwise control here, Autotask at the next, TD SYNNEX from the one after. */
	port?: number;
	/** TD SYNNEX's country: prices in USD or CAD, its warehouses (US). */
	country?: 'US' | 'CA';
	/** Start one twin only. */
	only?: 'autotask' | 'tdSynnex';
	/** Autotask calls per rolling hour (10,000; 0 = no limit). */
	hourlyLimit?: number;
	/** Whether Autotask answers later from 50 % and 75 % use (true). */
	usageLatency?: boolean;
	/** Products that the MSP has of its own (3,000). */
	ownProducts?: number;
	/** Products that the incumbent connector left (1,500). */
	incumbentProducts?: number;
	/** Habits of Autotask other than the observed ones. */
	manners?: Partial<Manners>;
}

export interface SandboxAddresses {
	autotask?: AutotaskAddresses;
	tdSynnex?: TdSynnexAddresses;
	control: string;
}

export interface Sandbox {
	/** What `npm run sandbox` prints: all that a client needs. */
	addresses: SandboxAddresses;
	control: Control;
	controlUrl: string;
	/** @throws when it was not started */
	autotask: AutotaskTwin;
	/** @throws when it was not started */
	tdSynnex: TdSynnexTwin;
	close(): Promise<void>;
}

/** Starts both twins and the control on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const clock = new SandboxClock();
	const setting: TwinSetting = {
		seed: options.seed ?? 1,
		clock,
		ledger: new Ledger(clock),
		faults: new FaultPlans(),
		latencyMs: options.latencyMs ?? 0,
	};
	const skus = options.skus ?? 200_000;
	const port = options.port ?? 0;
	const autotask =
		options.only === 'tdSynnex' ? null : createAutotaskTwin({ ...options, ...setting, skus });
	const tdSynnex =
		options.only === 'autotask' ? null : await tdSynnexTwin(setting, skus, options.country);
	const twins = [autotask, tdSynnex].filter((twin) => twin !== null);

	const control = createControl({
		...setting,
		autotask: autotask?.admin ?? null,
		stored: () => ({
			...(autotask ? { autotask: autotask.stored() } : {}),
			...(tdSynnex ? { tdsynnex: tdSynnex.stored() } : {}),
		}),
		async resetTwins() {
			for (const twin of twins) await twin.reset();
		},
		changePrices: (percent, among) => there(tdSynnex, 'TD SYNNEX').changePrices(percent, among),
	});
	const server = controlServer(control, tdSynnex?.routes);
	await server.listen({ host: '127.0.0.1', port });
	const controlUrl = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	const addresses: SandboxAddresses = {
		...(autotask ? { autotask: await autotask.start(port && port + 1) } : {}),
		...(tdSynnex ? { tdSynnex: await tdSynnex.start(port && port + 2) } : {}),
		control: controlUrl,
	};
	return {
		addresses,
		control,
		controlUrl,
		get autotask() {
			return there(autotask, 'Autotask');
		},
		get tdSynnex() {
			return there(tdSynnex, 'TD SYNNEX');
		},
		async close() {
			await setting.faults.clear();
			await Promise.all([server.close(), ...twins.map((twin) => twin.close())]);
		},
	};
}

/** Loaded when wanted: its SFTP server is heavy, and most Autotask tests need none of it. */
async function tdSynnexTwin(
	setting: TwinSetting,
	skus: number,
	country: SandboxOptions['country'],
): Promise<TdSynnexTwin> {
	const { createTdSynnexTwin } = await import('./tdsynnex');
	return createTdSynnexTwin({ ...setting, skus, country });
}

function there<T>(twin: T | null, name: string): T {
	if (twin === null) throw new Error(`the ${name} twin was not started`);
	return twin;
}
