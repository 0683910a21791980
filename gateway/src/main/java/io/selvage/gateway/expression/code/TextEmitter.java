package io.selvage.gateway.expression.code;

import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.text.NetFormat;
import org.jspecify.annotations.Nullable;

/**
 * Concatenation and interpolation.
 */
final class TextEmitter {

	private final Emitter emitter;

	TextEmitter(Emitter emitter) {
		this.emitter = emitter;
	}

	Code concat(Bound.Concat concat) {
		this.emitter.layout().requireFrame();
		Code[] parts = this.emitter.emitAll(concat.parts());
		if (parts.length == 2) {
			Code first = parts[0];
			Code second = parts[1];
			return (host, frame) -> {
				String a = text(first.get(host, frame));
				String b = text(second.get(host, frame));
				frame.budget.produce((long) a.length() + b.length());
				return a.concat(b);
			};
		}
		return (host, frame) -> {
			String[] texts = new String[parts.length];
			long length = 0;
			for (int i = 0; i < parts.length; i++) {
				texts[i] = text(parts[i].get(host, frame));
				length += texts[i].length();
			}
			frame.budget.produce(length);
			return join(texts, (int) length);
		};
	}

	private static String text(@Nullable Object value) {
		return (value instanceof String text) ? text : NetFormat.toString(value, null);
	}

	private static String join(String[] texts, int length) {
		StringBuilder joined = new StringBuilder(length);
		for (String text : texts) {
			joined.append(text);
		}
		return joined.toString();
	}

	Code interpolate(Bound.Interpolation interpolation) {
		this.emitter.layout().requireFrame();
		List<Bound.Part> parts = interpolation.parts();
		Code[] texts = new Code[parts.size()];
		for (int i = 0; i < texts.length; i++) {
			texts[i] = part(parts.get(i));
		}
		return (host, frame) -> {
			String[] formatted = new String[texts.length];
			long length = 0;
			for (int i = 0; i < texts.length; i++) {
				formatted[i] = String.valueOf(texts[i].get(host, frame));
				length += formatted[i].length();
			}
			frame.budget.produce(length);
			return join(formatted, (int) length);
		};
	}

	private Code part(Bound.Part part) {
		Bound hole = part.value();
		String fixed = part.text();
		if (hole == null) {
			return (host, frame) -> fixed;
		}
		Code value = this.emitter.emit(hole);
		String format = part.format();
		int alignment = part.alignment();
		if (alignment == 0) {
			return (host, frame) -> NetFormat.toString(value.get(host, frame), format);
		}
		return (host, frame) -> {
			frame.budget.produce(Math.abs((long) alignment));
			return NetFormat.align(NetFormat.toString(value.get(host, frame), format), alignment);
		};
	}

}
