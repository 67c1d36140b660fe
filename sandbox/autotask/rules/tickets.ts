import type { World } from '../world';
import { stamp, type Rules } from './rules';

const Tickets: Rules = {
	defaults: (_sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDate'),
		lastActivityDate: world.clock.iso(),
		ticketNumber: ticketNumber(world),
	}),
};

const TicketNotes: Rules = {
	defaults: (_sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDateTime'),
		lastActivityDate: world.clock.iso(),
	}),
};

const TicketCharges: Rules = {
	defaults: (sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDate'),
		isBilled: false,
		extendedCost: Number(sent.unitCost ?? 0) * Number(sent.unitQuantity ?? 0),
		billableAmount: Number(sent.unitPrice ?? 0) * Number(sent.unitQuantity ?? 0),
		status: world.schema.picklistId('TicketCharges', 'status', 'Need To Order/Fulfill'),
	}),
};

const UserDefinedFieldDefinitions: Rules = {
	defaults: (sent, world) => ({
		createDate: world.clock.iso(),
		isActive: sent.isActive ?? true,
	}),
};

const UserDefinedFieldListItems: Rules = UserDefinedFieldDefinitions;

export const ticketRules = {
	Tickets,
	TicketNotes,
	TicketCharges,
	UserDefinedFieldDefinitions,
	UserDefinedFieldListItems,
};

function ticketNumber(world: World): string {
	const day = world.clock.iso().slice(0, 10).replaceAll('-', '');
	return `T${day}.${String(1 + world.store.table('Tickets').size).padStart(4, '0')}`;
}
