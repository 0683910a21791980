package io.selvage.gateway.expression.core;

import java.util.concurrent.ThreadLocalRandom;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * {@code Random}.
 */
final class RandomType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.define("System.Random", NetRandom.class)
			.constructor("Random()", () -> new NetRandom(ThreadLocalRandom.current().nextInt()))
			.constructor("Random(int Seed)", (Integer seed) -> new NetRandom(seed))
			.method("int Next()", (NetRandom random) -> random.next())
			.method("int Next(int maxValue)", RandomType::below)
			.method("int Next(int minValue, int maxValue)", RandomType::between)
			.method("double NextDouble()", NetRandom::nextDouble)
			.action("void NextBytes(byte[] buffer)", (NetRandom random, byte[] buffer) -> random.nextBytes(buffer));
	}

	private static int below(NetRandom random, int max) {
		if (max < 0) {
			throw ClrException.argumentOutOfRange("maxValue", "'maxValue' must be greater than zero.");
		}
		return random.next(0, max);
	}

	private static int between(NetRandom random, int min, int max) {
		if (min > max) {
			throw ClrException.argumentOutOfRange("minValue", "'minValue' cannot be greater than maxValue.");
		}
		return random.next(min, max);
	}

}
