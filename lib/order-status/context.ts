import type { Autotask } from '../autotask';
import type { Clock } from '../shared/clock';
import type { PaceMemory } from './select/schedule';
import type { PollReport } from './report/report';
import type { StatusSettings } from './settings';
import type { SideServices } from './fetch/side-services';
import type { StatusSources } from './fetch/status-gateway';
import type { PoStages } from './select/po-stages';
import type { Account } from '../orders/types';

export interface PollPorts {
	/**
	 * One attempt a call for writes: what is written over a memo must have been read right before.
	 */
	autotask: Autotask;
	sources: StatusSources;
	clock: Clock;
	/** A word that no other poll has; in it a person finds the run. */
	token: () => string;
	/** When each order was last asked about; changed in place. Without it every order is due. */
	memory?: PaceMemory;
	cancelled?: () => boolean;
	onProgress?: (done: number, total: number) => void;
}

/** What all steps of one poll share. */
export interface Poll {
	ports: PollPorts & { memory: PaceMemory };
	settings: StatusSettings;
	account: Account;
	stages: PoStages;
	report: PollReport;
	/** Address of Autotask's screens; empty = no links. */
	webUrl: string;
	environment: string;
	dryRun: boolean;
	/** What is known of the services beside the order status. */
	services: SideServices;
}
