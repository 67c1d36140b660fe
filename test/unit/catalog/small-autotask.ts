import { createAutotask } from '../../../lib/autotask';
import type { Clock } from '../../../lib/shared/clock';
import { type Sandbox, startSandbox } from '../../../sandbox';
import { autotaskSign, axiosSend } from '../../support/axios-send';

/** The machine's time, without its pauses: the twin does not tire. */
export const NO_PAUSES: Clock = {
	now: Date.now,
	sleep: () => Promise.resolve(),
	random: () => 0.5,
};

/** An Autotask twin with a handful of products for the tests of one `describe`, fresh before each. */
export function smallAutotask({ incumbentProducts = 5 } = {}) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({
			only: 'autotask',
			skus: 300,
			ownProducts: 20,
			incumbentProducts,
		});
	});
	afterAll(async () => await sandbox.close());
	beforeEach(async () => await sandbox.control.reset());

	const records = (entity: string) => sandbox.autotask.admin.records(entity);
	return {
		records,
		/** Adds a record past all rules. @returns its id */
		add: (entity: string, values: object): number =>
			sandbox.autotask.admin.addRecords(entity, [values as never])[0] as number,
		/** Id of the company TD SYNNEX. */
		vendorId: () =>
			Number(
				records('Companies').find(({ companyName }) => /synnex/i.test(String(companyName)))?.id,
			),
		client() {
			const login = sandbox.addresses.autotask!;
			return createAutotask({
				send: axiosSend(autotaskSign(login)),
				clock: NO_PAUSES,
				userName: login.userName,
				zoneDiscoveryUrl: login.zoneDiscoveryUrl,
				budgetShare: 100,
			});
		},
		get sandbox() {
			return sandbox;
		},
	};
}
