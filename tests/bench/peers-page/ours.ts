import '#client/ui/base.css';
import '#client/ui/staff.css';
import { pan } from '#client/board/geometry.ts';
import { MadeBoard } from '../board-page/made-board.ts';
import { onDrawn, type Opener } from './scene.ts';

export const open: Opener = async (_host, { cards }, load) => {
	const { stage, context, whole } = await MadeBoard.open(load);
	return {
		pan: ({ x, y }) => stage.look(pan(whole, x, y)),
		drawn: (report) => onDrawn(context.canvas, report),
		things: cards.length + cards.filter(({ picture }) => picture).length
	};
};
