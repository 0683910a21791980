package io.selvage.gateway.expression.text;

import java.util.Iterator;
import java.util.List;

/**
 * The captures of a group (System.Text.RegularExpressions.CaptureCollection): the last
 * one, if there is one.
 *
 * @param captures the captures
 */
record RegexCaptures(List<RegexGroup> captures) implements Iterable<RegexGroup> {

	static RegexCaptures of(RegexGroup group) {
		return new RegexCaptures(group.success() ? List.of(group) : List.of());
	}

	@Override
	public Iterator<RegexGroup> iterator() {
		return this.captures.iterator();
	}

}
