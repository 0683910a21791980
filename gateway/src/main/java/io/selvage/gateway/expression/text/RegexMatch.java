package io.selvage.gateway.expression.text;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A match, or the absence of one (System.Text.RegularExpressions.Match).
 */
public final class RegexMatch extends RegexGroup {

	/** The match that did not succeed. */
	public static final RegexMatch EMPTY = new RegexMatch();

	private static final RegexGroup NO_GROUP = new RegexGroup("", "", -1, -1);

	private final @Nullable NetRegex regex;

	private final int[] spans;

	private RegexMatch() {
		super("0", "", -1, -1);
		this.regex = null;
		this.spans = new int[0];
	}

	RegexMatch(NetRegex regex, String input, int[] spans) {
		super("0", input, spans[0], spans[1]);
		this.regex = regex;
		this.spans = spans;
	}

	/**
	 * Returns a group.
	 * @param number 0 is the whole match
	 * @return a group without success if it did not take part or does not exist
	 */
	public RegexGroup group(int number) {
		if (this.regex == null || number < 0 || number >= this.regex.groups().count()) {
			return (number == 0) ? this : NO_GROUP;
		}
		if (number == 0) {
			return this;
		}
		RegexGroups groups = this.regex.groups();
		int start = -1;
		int end = -1;
		for (int engineNumber : groups.engineNumbers(number)) {
			if (this.spans[2 * engineNumber] >= start) {
				start = this.spans[2 * engineNumber];
				end = this.spans[2 * engineNumber + 1];
			}
		}
		return new RegexGroup(groups.names().get(number), input(), start, end);
	}

	public RegexGroup group(String name) {
		return (this.regex == null) ? (name.equals("0") ? this : NO_GROUP) : group(this.regex.groups().number(name));
	}

	public List<RegexGroup> groups() {
		int count = (this.regex != null) ? this.regex.groups().count() : 1;
		List<RegexGroup> groups = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			groups.add(group(i));
		}
		return groups;
	}

	public RegexMatch next(@Nullable Evaluation evaluation) {
		return (this.regex != null) ? this.regex.next(this, evaluation) : this;
	}

	/**
	 * Fills a replacement with the parts of this match.
	 * @param replacement the replacement
	 * @param evaluation whose budget applies, or null
	 * @return the text
	 */
	public String result(@Nullable String replacement, @Nullable Evaluation evaluation) {
		if (this.regex == null) {
			throw ClrException.notSupported("Result cannot be called on a failed Match.");
		}
		StringBuilder text = new StringBuilder();
		RegexReplacement.compile(replacement, this.regex.groups()).append(this, text, evaluation);
		return text.toString();
	}

}
