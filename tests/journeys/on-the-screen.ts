// Run within the page (page.evaluate), so each function stands by itself.

/** A text that the hall sees. */
export interface ShownText {
	text: string;
	/** Computed font size. */
	px: number;
	/** Theme, quote, count, code or question: what the look asks 65 px for. */
	mustRead: boolean;
	/** Nothing of it is cut off, by the picture's edge or by what it stands in. */
	whole: boolean;
}

/** Every text that is seen now. */
export function textsOn(): ShownText[] {
	const mustRead = 'h1, h2, blockquote, .words, .figures, .code, .letter, .text';
	const shown: ShownText[] = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const element = node.parentElement;
		const text = node.textContent?.trim() ?? '';
		if (!element || text === '' || element.closest('.visually-hidden, [aria-live]')) continue;
		if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		let whole = true;
		for (const rect of range.getClientRects()) {
			// A line's box has room above its capitals and below its baseline.
			const top = rect.top + rect.height * 0.22;
			const bottom = rect.bottom - rect.height * 0.22;
			const inside = (box: { left: number; top: number; right: number; bottom: number }) =>
				rect.left >= box.left - 1 && rect.right <= box.right + 1 && top >= box.top - 1 && bottom <= box.bottom + 1;
			whole &&= inside({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
			for (let around: Element | null = element; around; around = around.parentElement) {
				if (getComputedStyle(around).overflow !== 'visible') whole &&= inside(around.getBoundingClientRect());
			}
		}
		// The word behind a figure, and the e of 3e, may be smaller than the figure.
		const small = element.closest('.place span') !== null || (element.closest('.support, .mentioned, .counts, .count') !== null && element.closest('.figures') === null);
		shown.push({
			text,
			px: parseFloat(getComputedStyle(element).fontSize),
			mustRead: !small && element.closest(mustRead) !== null,
			whole
		});
	}
	return shown;
}

/** What holds the picture's parts, and more of them than it has room for: classes. */
export function overfull(): string[] {
	const rooms = [...document.querySelectorAll('[data-surface], .middle, .pages, .room')];
	// A line's box is a little higher than the line; its letters are not.
	const slack = 5 * Math.min(innerHeight / 1080, innerWidth / 1440);
	return rooms.filter((room) => room.scrollHeight > room.clientHeight + slack || room.scrollWidth > room.clientWidth + 1).map(({ className }) => className);
}

/** Places of a ranking that look larger than a better one on the same page; one that is shared is no better than itself. */
export function lookingLarger(): string[] {
	const cards = [...document.querySelectorAll('.cards:not(.probe) > li')].map((card) => ({ box: card.getBoundingClientRect(), place: card.querySelector('.place')?.textContent }));
	return cards.flatMap(({ box: { width, height }, place }, index) => {
		const smaller = cards.slice(0, index).findIndex(({ box, place: better }) => better !== place && (width > box.width + 1 || height > box.height + 1));
		return smaller === -1 ? [] : [`${index + 1} beside ${smaller + 1}`];
	});
}

/** Words that go on at the next line without a hyphen. */
export function badWords(): string[] {
	const bad: string[] = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const range = document.createRange();
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const element = node.parentElement;
		const text = node.textContent ?? '';
		if (!element || text.trim().length < 2 || element.closest('.visually-hidden')) continue;
		if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
		let before = null as { top: number; char: string } | null;
		for (let start = 0; start < text.length; ) {
			const char = String.fromCodePoint(text.codePointAt(start)!);
			range.setStart(node, start);
			start += char.length;
			range.setEnd(node, start);
			if (/\s/.test(char)) {
				before = null;
				continue;
			}
			// The first letter after a hyphen has a box at the end of the line before, too.
			const rect = [...range.getClientRects()].at(-1);
			// A soft hyphen that is not used has no box.
			if (!rect) {
				if (before) before.char = char;
				continue;
			}
			if (before && rect.top > before.top + rect.height / 2 && !/[\u00AD-]/.test(before.char)) bad.push(`${text.slice(0, start - 1)}|${text.slice(start - 1)}`);
			before = { top: rect.top, char };
		}
	}
	return bad;
}

/** Cards, their shadows and the places on their corners that lie over what stands above or below them. */
export function outOfTheMiddle(): string[] {
	const seen = (selector: string) => [...document.querySelectorAll(selector)].filter((element) => !element.closest('.probe, .visually-hidden') && element.checkVisibility({ visibilityProperty: true }));
	const around = seen('.head > *, .foot > p').map((element) => ({ what: element.textContent?.trim(), ...element.getBoundingClientRect().toJSON() }));
	const shadow = 8 * Math.min(innerHeight / 1080, innerWidth / 1440);
	return seen('.cards .card, .cards .place').flatMap((element) => {
		const { top, bottom, left, right } = element.getBoundingClientRect();
		const below = getComputedStyle(element).boxShadow === 'none' ? bottom : bottom + shadow;
		return around.filter((other) => other.right > left && other.left < right && other.bottom > top + 0.5 && other.top < below - 0.5).map(({ what }) => `${element.className} / ${what}`);
	});
}

/** Texts that lie over each other, over dots or over a drawing. */
export function overlapping(): string[] {
	const boxes: { what: string; of: Element; left: number; right: number; top: number; bottom: number }[] = [];
	const seen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const element = node.parentElement;
		if (!element || !node.textContent?.trim() || element.closest('.visually-hidden') || !seen(element)) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const { left, right, top, bottom, height } of range.getClientRects()) {
			boxes.push({ what: node.textContent.trim(), of: element, left, right, top: top + height * 0.25, bottom: bottom - height * 0.25 });
		}
	}
	const pictures = [...document.querySelectorAll('.halftone, img, .qr, .poster')].filter(seen).map((picture) => {
		const { left, right, top, bottom } = picture.getBoundingClientRect();
		return { what: picture.tagName, of: picture, left, right, top, bottom };
	});
	const over: string[] = [];
	for (const [index, a] of boxes.entries()) {
		for (const b of [...boxes.slice(index + 1), ...pictures]) {
			if (a.of === b.of) continue;
			const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
			const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
			if (wide > 1 && high > 1) over.push(`${a.what} / ${b.what}`);
		}
	}
	return over;
}
