import type { IExecuteFunctions } from 'n8n-workflow';
import type { CheckPorts, CheckWishes } from '../../lib/permissions/run-check';
import type { PriceFile } from '../../lib/permissions/checks/tdsynnex/price-file-probe';
import type { CheckSettings } from '../../lib/permissions/settings';
import { DEFAULT_CHECK_SETTINGS } from '../../lib/permissions/settings';
import { Problem } from '../../lib/shared/problem';
import { accountSettings } from '../../lib/tdsynnex/hosts';
import { AUTOTASK_CREDENTIAL } from '../shared/autotask';
import { binaryFile } from '../shared/binary';
import { nodeClock } from '../shared/node-clock';
import { sendWith } from '../shared/node-send';
import { TDSYNNEX_CREDENTIAL } from '../shared/td-synnex';

/** The roads out: each call is signed by the credential, so that no secret comes in here. */
export async function portsOf(
	context: IExecuteFunctions,
	{ priceFileField = 'data' }: Options,
): Promise<CheckPorts> {
	const { userName, zoneDiscoveryUrl, impersonationResourceId } = await context.getCredentials<{
		userName: string;
		zoneDiscoveryUrl: string;
		impersonationResourceId?: string;
	}>(AUTOTASK_CREDENTIAL);
	return {
		autotask: {
			send: sendWith(context, AUTOTASK_CREDENTIAL),
			userName,
			zoneDiscoveryUrl,
			impersonatedId: (impersonationResourceId ?? '').trim(),
		},
		tdSynnex: context.getNode().credentials?.[TDSYNNEX_CREDENTIAL]
			? {
					send: sendWith(context, TDSYNNEX_CREDENTIAL),
					account: accountSettings(await context.getCredentials(TDSYNNEX_CREDENTIAL)),
				}
			: null,
		priceFile: priceFileOf(context, priceFileField),
		clock: nodeClock(context),
		signal: context.getExecutionCancelSignal(),
	};
}

/**
 * The file of the first input item; where an FTP node in front went on after a failure, its reason.
 */
function priceFileOf(context: IExecuteFunctions, field: string): PriceFile | null {
	const [first] = context.getInputData();
	if (first?.binary?.[field]) return binaryFile(context, 0, field, 'price file');
	const { error } = first?.json ?? {};
	if (typeof error !== 'string') return null;
	return {
		name: 'price file',
		bytes: () =>
			Promise.reject(
				new Problem({
					code: 'price-file-not-fetched',
					cause: `The previous node could not fetch it: ${error.slice(0, 200)}`,
					remedy:
						'Check the host, user, password, and path in the node that fetches the file. The SFTP password is not the EC password.',
				}),
			),
	};
}

/** The options as the editor gives them: only those that the user added. */
export interface Options {
	priceFileField?: string;
	testSku?: string;
	vendorName?: string;
	skuPattern?: string;
	purchaseOrderStates?: string;
	productFields?: string;
	productsToSync?: number;
	budgetShare?: number;
}

export function settingsOf(options: Options): CheckSettings {
	const list = (text: string | undefined, otherwise: string[]) =>
		text === undefined
			? otherwise
			: text
					.split(',')
					.map((one) => one.trim())
					.filter(Boolean);
	return {
		vendorName: options.vendorName || DEFAULT_CHECK_SETTINGS.vendorName,
		skuPattern: options.skuPattern || DEFAULT_CHECK_SETTINGS.skuPattern,
		purchaseOrderStates: list(
			options.purchaseOrderStates,
			DEFAULT_CHECK_SETTINGS.purchaseOrderStates,
		),
		productFields: list(options.productFields, DEFAULT_CHECK_SETTINGS.productFields),
		productsToSync: options.productsToSync ?? DEFAULT_CHECK_SETTINGS.productsToSync,
		budgetShare: options.budgetShare ?? DEFAULT_CHECK_SETTINGS.budgetShare,
	};
}

export function wishesOf(context: IExecuteFunctions, { testSku = '' }: Options): CheckWishes {
	if (context.getNodeParameter('operation', 0) !== 'runWithProof') return { testSku };
	const text = (name: string) => String(context.getNodeParameter(name, 0, '')).trim();
	return {
		testSku,
		proof: {
			product: text('proofProduct'),
			purchaseOrderNumber: text('proofPurchaseOrder'),
		},
	};
}
