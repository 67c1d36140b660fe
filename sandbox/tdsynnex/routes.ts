import type { TdSynnexAdmin } from './admin';

/** A request to the control API: its JSON body in, JSON out. Throwing refuses it. */
export type ControlRoute = (body: unknown) => unknown;

/**
 * The twin's own part of the control API, for `POST` each with a JSON body:
 *
 * - `/tdsynnex/scenario` `{poNumber, ...scenario}`, `/tdsynnex/release` `{poNumber}`, `/tdsynnex/cancel` `{poNumber}`
 * - `/tdsynnex/duplicates` `{refuse}`, `/tdsynnex/errors` `{service, message, detail, count?, withEffect?, nested?}`
 * - `/tdsynnex/manners` `{comments?, priceTolerance?, ...}`, `/tdsynnex/copy` `{alsoInProduction?}`
 * - `/tdsynnex/price-file` `{qualifier?, defect?, encoding?}`, `/tdsynnex/price-limit` `{perMinute}`
 * - `/tdsynnex/deal` `{number, percentOff}`, `/tdsynnex/regular-price` `{leavesOutPromotion}`
 */
export function routesOf(admin: TdSynnexAdmin): Record<string, ControlRoute> {
	return {
		'POST /tdsynnex/scenario': (body) => {
			const { poNumber, ...scenario } = body as { poNumber: string };
			admin.scenario(text(poNumber, 'poNumber'), scenario);
			return { ok: true };
		},
		'POST /tdsynnex/release': (body) => ({ released: admin.release(poNumberOf(body)) }),
		'POST /tdsynnex/cancel': (body) => ({ cancelled: admin.cancel(poNumberOf(body)) }),
		'POST /tdsynnex/duplicates': (body) => {
			admin.refuseDuplicates((body as { refuse?: boolean }).refuse !== false);
			return { ok: true };
		},
		'POST /tdsynnex/manners': (body) => {
			admin.manners(body as Parameters<TdSynnexAdmin['manners']>[0]);
			return { ok: true };
		},
		'POST /tdsynnex/copy': (body) => ({
			vanished: admin.copyFromProduction(
				(body as { alsoInProduction?: string[] } | null)?.alsoInProduction,
			),
		}),
		'POST /tdsynnex/errors': (body) => {
			admin.planError(body as Parameters<TdSynnexAdmin['planError']>[0]);
			return { ok: true };
		},
		'POST /tdsynnex/price-file': (body) => {
			admin.priceFile(body as Parameters<TdSynnexAdmin['priceFile']>[0]);
			return { ok: true };
		},
		'POST /tdsynnex/deal': (body) => {
			const { number, percentOff } = body as { number: string; percentOff: number };
			admin.addDeal(text(number, 'number'), Number(percentOff));
			return { ok: true };
		},
		'POST /tdsynnex/regular-price': (body) => {
			const { leavesOutPromotion } = body as { leavesOutPromotion?: boolean };
			admin.regularLeavesOutPromotion(leavesOutPromotion !== false);
			return { ok: true };
		},
		'POST /tdsynnex/price-limit': (body) => {
			admin.limitPrices(Number((body as { perMinute?: number }).perMinute ?? 0));
			return { ok: true };
		},
	};
}

function poNumberOf(body: unknown): string {
	return text((body as { poNumber?: string } | null)?.poNumber, 'poNumber');
}

function text(value: string | undefined, name: string): string {
	if (typeof value !== 'string' || value === '') throw new Error(`a text "${name}" is needed`);
	return value;
}
