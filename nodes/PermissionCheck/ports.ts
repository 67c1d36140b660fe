import type { IExecuteFunctions } from 'n8n-workflow';
import type { CheckPorts, CheckWishes } from '../../lib/permissions/check';
import type { CheckSettings } from '../../lib/permissions/evidence';
import { DEFAULT_SETTINGS } from '../../lib/permissions/settings';
import { AUTOTASK_CREDENTIAL } from '../shared/autotask';
import { binaryFile } from '../shared/binary';
import { nodeClock } from '../shared/clock';
import { sendWith } from '../shared/send';
import { TDSYNNEX_CREDENTIAL, tdSynnexAccount } from '../shared/td-synnex';

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
	const impersonated = (impersonationResourceId ?? '').trim();
	return {
		autotask: {
			send: sendWith(context, AUTOTASK_CREDENTIAL),
			userName,
			zoneDiscoveryUrl,
			impersonatedId: impersonated === '' ? null : Number(impersonated),
		},
		tdSynnex: context.getNode().credentials?.[TDSYNNEX_CREDENTIAL]
			? {
					send: sendWith(context, TDSYNNEX_CREDENTIAL),
					account: await tdSynnexAccount(context),
				}
			: null,
		priceFile: context.getInputData()[0]?.binary?.[priceFileField]
			? binaryFile(context, 0, priceFileField, 'price file')
			: null,
		clock: nodeClock(context),
		signal: context.getExecutionCancelSignal(),
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
		vendorName: options.vendorName || DEFAULT_SETTINGS.vendorName,
		skuPattern: options.skuPattern || DEFAULT_SETTINGS.skuPattern,
		purchaseOrderStates: list(options.purchaseOrderStates, DEFAULT_SETTINGS.purchaseOrderStates),
		productFields: list(options.productFields, DEFAULT_SETTINGS.productFields),
		productsToSync: options.productsToSync ?? DEFAULT_SETTINGS.productsToSync,
		budgetShare: options.budgetShare ?? DEFAULT_SETTINGS.budgetShare,
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
