package io.selvage.fabric.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.instance.Answer;
import io.selvage.fabric.simulator.instance.Answers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer of instances in JSON: a status ({@code 503}), one of the words
 * {@code identity}, {@code echo}, {@code hang}, {@code reset}, {@code close},
 * {@code webSocketEcho}, a list of answers given in turn, or an object.
 */
public final class AnswerJson {

	private AnswerJson() {
	}

	/**
	 * Reads an answer.
	 * @param part what to call it in errors
	 * @param json the JSON
	 * @return the answer
	 * @throws ScenarioException if it can't be read
	 */
	public static Answer read(String part, JsonNode json) {
		try {
			if (json.isInt()) {
				return Answers.status(json.asInt());
			}
			if (json.isString()) {
				return word(part, json.asString());
			}
			if (json.isArray()) {
				return Answers.inTurn(json.valueStream().map((turn) -> read(part, turn)).toArray(Answer[]::new));
			}
			return ScenarioJson.read(part, json, Description.class).answer(part);
		}
		catch (IllegalArgumentException ex) {
			throw new ScenarioException(part + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Reads an answer from a text.
	 * @param source what to call it in errors
	 * @param text the JSON text
	 * @return the answer
	 * @throws ScenarioException if it can't be read
	 */
	public static Answer read(String source, String text) {
		return read(source, ScenarioJson.read(source, text, JsonNode.class));
	}

	private static Answer word(String part, String word) {
		return switch (word) {
			case "identity" -> Answers.identity();
			case "echo" -> Answers.echo();
			case "hang" -> Answers.hang();
			case "reset" -> Answers.reset();
			case "close" -> Answers.close();
			case "webSocketEcho" -> Answers.webSocketEcho();
			default -> throw new ScenarioException(part + ": no answer '" + word
					+ "'; there are identity, echo, hang, reset, close, webSocketEcho, a status number, a list of answers "
					+ "in turn, or an object", null);
		};
	}

	/**
	 * An answer as an object. Without any of {@code status}, {@code cut}, {@code events}
	 * it is that of {@code then}, or the identity.
	 *
	 * @param status the status
	 * @param body the body, with {@code status}
	 * @param contentType its type
	 * @param cut a body that ends too early
	 * @param events server-sent events
	 * @param headers further headers
	 * @param delayMillis how much later the answer comes, in milliseconds
	 * @param then another answer, to be delayed or given headers
	 */
	record Description(@Nullable Integer status, @Nullable String body, @Nullable String contentType, @Nullable Cut cut,
			@Nullable Events events, @Nullable Map<String, String> headers, @Nullable Long delayMillis,
			@Nullable JsonNode then) {

		Answer answer(String part) {
			Answer answer = core(part);
			for (Map.Entry<String, String> header : (this.headers != null) ? this.headers.entrySet()
					: List.<Map.Entry<String, String>>of()) {
				answer = Answers.withHeader(header.getKey(), header.getValue(), answer);
			}
			return (this.delayMillis != null) ? Answers.delayed(Duration.ofMillis(this.delayMillis), answer) : answer;
		}

		private Answer core(String part) {
			if (this.cut != null) {
				return Answers.cut(this.cut.sent(), (this.cut.announced() != null) ? this.cut.announced() : -1,
						(this.cut.ending() != null) ? this.cut.ending() : Answers.Ending.FIN);
			}
			if (this.events != null) {
				return Answers.serverSentEvents(Duration.ofMillis(this.events.periodMillis()), this.events.count());
			}
			if (this.body != null) {
				return Answers.body((this.status != null) ? this.status : 200,
						(this.contentType != null) ? this.contentType : "text/plain; charset=utf-8", this.body);
			}
			if (this.status != null) {
				return Answers.status(this.status);
			}
			return (this.then != null) ? read(part + ".then", this.then) : Answers.identity();
		}

	}

	/**
	 * A body that ends too early.
	 *
	 * @param sent bytes sent
	 * @param announced the Content-Length; chunked if absent
	 * @param ending {@code fin} (the default) or {@code rst}
	 */
	record Cut(int sent, @Nullable Long announced, Answers.@Nullable Ending ending) {
	}

	/**
	 * Server-sent events.
	 *
	 * @param periodMillis the time between two, in milliseconds
	 * @param count how many, -1 for no end
	 */
	record Events(long periodMillis, int count) {
	}

}
