package io.selvage.gateway.policy.statement;

import io.selvage.gateway.policy.AttributeSpec;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a header or query parameter that is already there.
 */
enum ExistsAction {

	OVERRIDE, SKIP, APPEND, DELETE;

	static final AttributeSpec ATTRIBUTE = AttributeSpec.choice("exists-action", "override", "skip", "append", "delete")
		.orExpression()
		.otherwise("override");

	static @Nullable ExistsAction of(String value) {
		return switch (value.strip()) {
			case "override" -> OVERRIDE;
			case "skip" -> SKIP;
			case "append" -> APPEND;
			case "delete" -> DELETE;
			default -> null;
		};
	}

}
