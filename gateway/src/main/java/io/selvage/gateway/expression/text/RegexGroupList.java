package io.selvage.gateway.expression.text;

import java.util.Iterator;

/**
 * The groups of a match (System.Text.RegularExpressions.GroupCollection).
 *
 * @param match the match
 */
record RegexGroupList(RegexMatch match) implements Iterable<RegexGroup> {

	@Override
	public Iterator<RegexGroup> iterator() {
		return this.match.groups().iterator();
	}

}
