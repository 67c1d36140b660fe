import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { listen, SERVER_OPTIONS, withFaults, type Twin, type TwinSetting } from '../core';
import type { Country } from '../world/warehouses';
import { accountIn } from './account';
import { PATHS } from './ec/paths';
import { serveEc } from './ec/service';
import { summary } from './ec/purchase';
import type { TdSynnexAdmin } from './admin';
import { changedManners } from './manners';
import { purchaseCode } from './orders/state';
import { PartnerApi, TOKEN_PATH } from './rest/partner';
import { routesOf, type ControlRoute } from './routes';
import { SftpServer } from './sftp/server';
import { FIRST_STATE, Shelf } from './sftp/shelf';
import { Shop } from './shop';

export type { TdSynnexAdmin } from './admin';
export type { PlannedError } from './errors';
export type { Manners } from './manners';
export type { Scenario } from './orders/scenario';
export type { FileDefect } from '../world/price-file';
export type { World } from '../world/world';

export interface TdSynnexOptions extends TwinSetting {
	/** Products in the catalog. */
	skus: number;
	/** US: prices in USD and warehouses of the United States; CA likewise for Canada. Default US. */
	country?: Country;
}

export interface TdSynnexAddresses extends Record<string, unknown> {
	/** Base address of the EC services: `/SynnexXML/...` follows. */
	ecUrl: string;
	/** Base address of the invoice service: `/webservice/invoice/query` follows. */
	invoiceUrl: string;
	userId: string;
	password: string;
	readOnlyUserId: string;
	readOnlyPassword: string;
	customerNumber: string;
	country: Country;
	sftp: { host: string; port: number; user: string; password: string; path: string };
	rest: { url: string; tokenUrl: string; clientId: string; clientSecret: string };
}

export interface TdSynnexTwin extends Twin, TdSynnexAdmin {
	start(port: number): Promise<TdSynnexAddresses>;
	/**
	 * Changes the cost of exactly so many percent of all SKUs, or of those named, for price and availability at once and for the
	 * next file. @returns how many
	 */
	changePrices(percent: number, among?: readonly string[]): number;
	/** More for the sandbox's control API: `POST /tdsynnex/scenario` and the like. */
	routes: Record<string, ControlRoute>;
	/** Products, prices and stock as they are now. */
	shop: Shop;
	stored(): TdSynnexStored;
}

export interface TdSynnexStored {
	products: number;
	purchaseOrders: Array<ReturnType<typeof summary> & { status: string; requestId: string }>;
	priceVersion: number;
}

/** TD SYNNEX on loopback: EC XML, invoice and REST services on one port, SFTP on the next (or both on free ports). */
export function createTdSynnexTwin(options: TdSynnexOptions): TdSynnexTwin {
	const account = accountIn(options.country ?? 'US');
	const shop = new Shop({ ...options, account });
	const shelf = new Shelf(
		() => shop.world,
		account.customerNumber,
		() => options.clock.now(),
	);
	const partner = new PartnerApi(shop);
	const sftp = new SftpServer(account, shelf, options);
	const app = application(options, shop, partner);
	const admin: TdSynnexAdmin = {
		scenario: (poNumber, scenario) => shop.scenarios.plan(poNumber, scenario),
		release: (poNumber) => shop.orders.release(poNumber),
		cancel: (poNumber) => shop.orders.cancel(poNumber),
		refuseDuplicates: (refuse) => void (shop.orders.refusesDuplicates = refuse),
		manners: (changes) => void (shop.manners = changedManners(shop.manners, changes)),
		copyFromProduction: (also = []) => shop.orders.copyOver(also),
		planError: (error) => shop.errors.add(error),
		priceFile: (state) => void (shelf.state = { ...shelf.state, ...state }),
		addDeal: (number, percentOff) => shop.world.addDeal(number, percentOff),
		regularLeavesOutPromotion: (leavesOut) =>
			void (shop.world.regularLeavesOutPromotion = leavesOut),
		limitPrices: (perMinute) => void (shop.pricesPerMinute = perMinute),
	};
	return {
		...admin,
		shop,
		routes: routesOf(admin),
		async start(port) {
			const url = `http://127.0.0.1:${await listen(app, port, 'tdsynnex', options.faults)}`;
			const sftpPort = await sftp.listen(port && port + 1);
			return {
				ecUrl: url,
				invoiceUrl: url,
				userId: account.userId,
				password: account.password,
				readOnlyUserId: account.readOnlyUserId,
				readOnlyPassword: account.readOnlyPassword,
				customerNumber: account.customerNumber,
				country: account.country,
				sftp: {
					host: '127.0.0.1',
					port: sftpPort,
					user: account.sftpUser,
					password: account.sftpPassword,
					path: `/${account.customerNumber}.zip`,
				},
				rest: {
					url,
					tokenUrl: `${url}${TOKEN_PATH}`,
					clientId: account.clientId,
					clientSecret: account.clientSecret,
				},
			};
		},
		async reset() {
			shop.reset();
			partner.reset();
			shelf.state = FIRST_STATE;
		},
		async close() {
			await Promise.all([app.close(), sftp.close()]);
			await shelf.close();
		},
		changePrices: (percent, among) => shop.world.changePrices(percent, among),
		stored: () => ({
			products: shop.world.skus,
			priceVersion: shop.world.version,
			purchaseOrders: shop.orders.all().map((purchase) => ({
				...summary(purchase, options.clock.now()),
				status: purchaseCode(purchase, options.clock.now(), shop.manners.leftovers),
				requestId: purchase.requestId,
			})),
		}),
	};
}

function application(setting: TwinSetting, shop: Shop, partner: PartnerApi): FastifyInstance {
	const app = Fastify({ ...SERVER_OPTIONS, bodyLimit: 8 * 1024 * 1024 });
	// by this a client that must never reach the real service can tell the twin
	app.addHook('onSend', async (_request, reply) => void reply.header('x-sandbox', 'tdsynnex'));
	withFaults(app, 'tdsynnex', endpointOf, setting);
	serveEc(app, shop);
	partner.serve(app);
	return app;
}

/** Ledger, counts and fault plans know an EC service by its name, a REST read by its path's second part. */
function endpointOf(request: FastifyRequest): string {
	const path = (request.raw.url ?? '').split('?')[0] as string;
	const service = Object.entries(PATHS).find(([, known]) => known === path);
	if (service) return service[0];
	if (path === TOKEN_PATH) return 'token';
	return /^\/api\/v1\/(?:webservice\/json\/)?([^/]+)/.exec(path)?.[1] ?? path;
}
