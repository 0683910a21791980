package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many tokens of a language model a request cost, as the model's JSON answer says.
 *
 * @param prompt tokens of the question
 * @param completion tokens of the answer
 * @param total both
 */
record TokenUsage(long prompt, long completion, long total) {

	/** What a token of English text has on average, in characters. */
	private static final int CHARACTERS_PER_TOKEN = 4;

	/**
	 * Estimates the tokens of a prompt by the texts in it.
	 * @param body the request, as JSON
	 * @return zero without a body
	 */
	static long estimate(@Nullable MessageBody body) {
		byte[] bytes = (body != null && !body.consumed()) ? body.bytes() : null;
		if (bytes == null || bytes.length == 0) {
			return 0;
		}
		long characters;
		try {
			characters = characters(JsonMapper.shared().readTree(bytes));
		}
		catch (JacksonException noJson) {
			characters = new String(bytes, StandardCharsets.UTF_8).length();
		}
		return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
	}

	private static long characters(JsonNode node) {
		if (node.isString()) {
			return node.asString().length();
		}
		long sum = 0;
		for (JsonNode child : node) {
			sum += characters(child);
		}
		return sum;
	}

	/**
	 * Reads the usage from an answer. A stream of events is not held up: it tells none.
	 * @param response the answer
	 * @param limit the largest body that is read, in bytes
	 * @return the usage; empty if the answer does not tell it
	 */
	static Mono<TokenUsage> read(GatewayResponse response, int limit) {
		MessageBody body = response.body();
		String type = response.headers().first("Content-Type");
		boolean json = type == null || type.toLowerCase(Locale.ROOT).contains("json");
		if (body == null || body.consumed() || response.statusCode() >= 300 || !json) {
			return Mono.empty();
		}
		byte[] known = body.bytes();
		return ((known != null) ? Mono.just(known) : body.buffer(limit)).mapNotNull(TokenUsage::parse);
	}

	private static @Nullable TokenUsage parse(byte[] bytes) {
		try {
			JsonNode usage = JsonMapper.shared().readTree(bytes).path("usage");
			if (!usage.isObject()) {
				return null;
			}
			long prompt = Math.max(0, usage.path("prompt_tokens").asLong(usage.path("input_tokens").asLong(0)));
			long completion = Math.max(0,
					usage.path("completion_tokens").asLong(usage.path("output_tokens").asLong(0)));
			return new TokenUsage(prompt, completion,
					Math.max(0, usage.path("total_tokens").asLong(prompt + completion)));
		}
		catch (JacksonException noJson) {
			return null;
		}
	}

}
