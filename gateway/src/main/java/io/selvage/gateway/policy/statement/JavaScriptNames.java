package io.selvage.gateway.policy.statement;

import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JProperty;
import io.selvage.gateway.expression.json.JToken;

/**
 * Gives the members of converted XML names that JavaScript can write without quotes:
 * attributes lose their {@code @}, text and character data become {@code $text} and
 * {@code $cdata}, prefixes end with an underscore; declarations are left out. Source: the
 * kind {@code javascript-friendly} as the emulator of Microsoft's policy toolkit does it;
 * the documentation does not say more than the name.
 */
final class JavaScriptNames {

	private JavaScriptNames() {
	}

	static JToken of(JToken json) {
		if (json instanceof JArray array) {
			JArray items = new JArray();
			array.children().forEach((item) -> items.add(of(item)));
			return items;
		}
		if (!(json instanceof JObject object)) {
			return json.deepClone();
		}
		JObject renamed = new JObject();
		boolean onlyDeclarations = !object.properties().isEmpty();
		for (JProperty member : object.properties()) {
			if (!isDeclaration(member.name())) {
				onlyDeclarations = false;
				renamed.set(free(renamed, name(member.name())), of(member.value()));
			}
		}
		JToken text = renamed.get("$text");
		if (text != null && renamed.count() == 1 && object.count() > 1) {
			return text.deepClone();
		}
		return onlyDeclarations ? JToken.parse("null") : renamed;
	}

	private static boolean isDeclaration(String name) {
		return name.startsWith("?") || name.equals("@xmlns") || name.startsWith("@xmlns:");
	}

	private static String name(String name) {
		return switch (name) {
			case "#text" -> "$text";
			case "#cdata-section" -> "$cdata";
			default -> (name.startsWith("@") ? name.substring(1) : name).replace(':', '_');
		};
	}

	/** An attribute and an element may have the same name: neither is lost. */
	private static String free(JObject object, String name) {
		String free = name;
		while (object.get(free) != null) {
			free = free + "_";
		}
		return free;
	}

}
