package io.selvage.gateway.policy.liquid;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One rendering: variables, output, budget.
 */
final class RenderState {

	private static final int MOST_ROUNDS = 10_000;

	private final LiquidObject globals;

	private final int maxLength;

	private final Map<String, @Nullable Object> variables = new HashMap<>();

	private final Map<String, Integer> counters = new HashMap<>();

	private StringBuilder out = new StringBuilder();

	private int rounds;

	private Interrupt interrupt = Interrupt.NONE;

	RenderState(LiquidObject globals, int maxLength) {
		this.globals = globals;
		this.maxLength = maxLength;
	}

	void render(List<Node> nodes) {
		for (Node node : nodes) {
			node.render(this);
			if (this.interrupt != Interrupt.NONE) {
				return;
			}
		}
	}

	void write(String text) {
		if (this.out.length() + text.length() > this.maxLength) {
			throw new LiquidLimitException("The template produced more than " + this.maxLength + " characters.");
		}
		this.out.append(text);
	}

	/** Renders apart from the output. */
	String capture(List<Node> nodes) {
		StringBuilder before = this.out;
		this.out = new StringBuilder();
		try {
			render(nodes);
			return this.out.toString();
		}
		finally {
			this.out = before;
		}
	}

	String output() {
		return this.out.toString();
	}

	void countRound() {
		if (++this.rounds > MOST_ROUNDS) {
			throw new LiquidLimitException("The template took more than " + MOST_ROUNDS + " loop rounds.");
		}
	}

	@Nullable Object variable(String name) {
		return this.variables.containsKey(name) ? this.variables.get(name) : this.globals.member(name);
	}

	/** Remembers variables that a loop is about to hide. */
	Shadowed shadow(String... names) {
		Map<String, @Nullable Object> before = new HashMap<>();
		for (String name : names) {
			if (this.variables.containsKey(name)) {
				before.put(name, this.variables.get(name));
			}
		}
		return () -> {
			this.variables.keySet().removeAll(Arrays.asList(names));
			this.variables.putAll(before);
		};
	}

	void assign(String name, @Nullable Object value) {
		this.variables.put(name, value);
	}

	int count(String name, int step) {
		int before = this.counters.getOrDefault(name, 0);
		this.counters.put(name, before + step);
		return before;
	}

	void interrupt(Interrupt kind) {
		this.interrupt = kind;
	}

	/** Returns and forgets what a loop body asked for. */
	Interrupt takeInterrupt() {
		Interrupt kind = this.interrupt;
		this.interrupt = Interrupt.NONE;
		return kind;
	}

	/**
	 * Variables that a loop hides.
	 */
	interface Shadowed {

		void restore();

	}

	/**
	 * What stops the nodes of a loop body.
	 */
	enum Interrupt {

		NONE, BREAK, CONTINUE

	}

}
