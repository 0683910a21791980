package io.selvage.gateway.expression.text;

import java.util.Iterator;
import java.util.List;

/**
 * The matches of an input (System.Text.RegularExpressions.MatchCollection).
 *
 * @param matches the matches in order
 */
record RegexMatches(List<RegexMatch> matches) implements Iterable<RegexMatch> {

	@Override
	public Iterator<RegexMatch> iterator() {
		return this.matches.iterator();
	}

}
