package io.selvage.gateway.expression.json;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * What work on tokens costs: a token that is cloned because it has a parent already, and
 * long text, are paid for before they are made.
 */
final class JsonBudget {

	private static final int BYTES_PER_TOKEN = 96;

	private static final int TOKENS_PER_STEP = 16;

	private JsonBudget() {
	}

	/** Pays for the clones that adding this content makes, and returns the content. */
	static @Nullable Object content(Invocation in, int argument) {
		Object content = in.argument(argument);
		Set<JToken> adopted = Collections.newSetFromMap(new IdentityHashMap<>());
		if (in.arguments()[0] instanceof JToken self) {
			adopted.add(self.root());
		}
		charge(in.evaluation(), adopted, content);
		return content;
	}

	/** A token is cloned if it has a parent, or gets one by this very content. */
	private static void charge(Evaluation evaluation, Set<JToken> adopted, @Nullable Object content) {
		if (content instanceof JToken token) {
			if (token.parent != null || (token instanceof JContainer && !adopted.add(token))) {
				clone(evaluation, token);
			}
		}
		else if (content instanceof Iterable<?> || content instanceof Object[]) {
			evaluation.step(1);
			for (Object part : Sequences.of(content)) {
				charge(evaluation, adopted, part);
			}
		}
	}

	static void clone(Evaluation evaluation, JToken token) {
		long tokens = JsonSizes.tokens(token, 0);
		evaluation.stepFor(tokens, TOKENS_PER_STEP);
		evaluation.allocate(tokens * BYTES_PER_TOKEN);
	}

	/** Announces the tokens of a text that is about to be read, and returns it. */
	static @Nullable String text(Invocation in, int argument) {
		String json = in.argument(argument);
		if (json != null) {
			long tokens = JsonSizes.tokens(json);
			in.evaluation().stepFor(tokens, TOKENS_PER_STEP);
			in.evaluation().allocate(memory(tokens, json));
		}
		return json;
	}

	/**
	 * Announces the tokens of a body: that its text is long is no work of the
	 * expression's, so that it is one step.
	 */
	static void announce(Evaluation evaluation, String json) {
		evaluation.step(1);
		evaluation.allocate(memory(JsonSizes.tokensOfBody(json), json));
	}

	private static long memory(long tokens, String json) {
		return tokens * BYTES_PER_TOKEN + 2L * json.length();
	}

	static String text(Evaluation evaluation, JToken token, Formatting formatting) {
		long length = JsonSizes.length(token, formatting == Formatting.INDENTED, 0);
		evaluation.stepFor(length, 1024);
		evaluation.produce(length);
		return token.toString(formatting);
	}

}
