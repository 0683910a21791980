package io.selvage.gateway.expression.text;

import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of Match, Group, Capture and their collections
 * (System.Text.RegularExpressions).
 */
final class MatchMembers {

	private static final String NAMESPACE = "System.Text.RegularExpressions.";

	private MatchMembers() {
	}

	static void register(TypeRegistry types) {
		types.define(NAMESPACE + "Capture", RegexGroup.class)
			.intProperty("int Index", (RegexGroup group) -> group.index())
			.intProperty("int Length", (RegexGroup group) -> group.length())
			.property("string Value", (RegexGroup group) -> group.value())
			.method("string ToString()", (RegexGroup group) -> group.value());
		types.define(NAMESPACE + "Group", RegexGroup.class)
			.base("Capture")
			.property("bool Success", (RegexGroup group) -> group.success())
			.property("string Name", (RegexGroup group) -> group.name())
			.property("CaptureCollection Captures", (RegexGroup group) -> RegexCaptures.of(group));
		types.define(NAMESPACE + "Match", RegexMatch.class)
			.base("Group")
			.property("static Match Empty", () -> RegexMatch.EMPTY)
			.property("GroupCollection Groups", (RegexMatch match) -> new RegexGroupList(match))
			.call("Match NextMatch()", (in) -> in.<RegexMatch>argument(0).next(in.evaluation()))
			.call("string Result(string replacement)",
					(in) -> in.<RegexMatch>argument(0).result(in.argument(1), in.evaluation()));
		types.define(NAMESPACE + "GroupCollection", RegexGroupList.class)
			.implement("IEnumerable<Group>")
			.intProperty("int Count", (RegexGroupList groups) -> groups.match().groups().size())
			.indexer("Group this[int groupnum]",
					(RegexGroupList groups, Integer number) -> groups.match().group(number.intValue()))
			.indexer("Group this[string groupname]",
					(RegexGroupList groups, @Nullable String name) -> named(groups, name));
		types.define(NAMESPACE + "MatchCollection", RegexMatches.class)
			.implement("IEnumerable<Match>")
			.intProperty("int Count", (RegexMatches matches) -> matches.matches().size())
			.indexer("Match this[int i]", (RegexMatches matches, Integer index) -> at(matches.matches(), index));
		types.define(NAMESPACE + "CaptureCollection", RegexCaptures.class)
			.implement("IEnumerable<Capture>")
			.intProperty("int Count", (RegexCaptures captures) -> captures.captures().size())
			.indexer("Capture this[int i]", (RegexCaptures captures, Integer index) -> at(captures.captures(), index));
	}

	private static RegexGroup named(RegexGroupList groups, @Nullable String name) {
		if (name == null) {
			throw ClrException.argumentNull("groupname");
		}
		return groups.match().group(name);
	}

	private static <T> T at(List<T> list, int index) {
		if (index < 0 || index >= list.size()) {
			throw ClrException.argumentOutOfRange("i", "Specified argument was out of the range of valid values.");
		}
		return list.get(index);
	}

}
