package io.selvage.gateway.policy.liquid;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How far a loop is: {@code forloop}.
 */
record LoopProgress(int index, int size) implements LiquidObject {

	@Override
	public @Nullable Object member(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "first" -> this.index == 0;
			case "last" -> this.index == this.size - 1;
			case "index" -> (long) this.index + 1;
			case "index0" -> (long) this.index;
			case "rindex" -> (long) this.size - this.index;
			case "rindex0" -> (long) this.size - this.index - 1;
			case "length" -> (long) this.size;
			default -> null;
		};
	}

}
