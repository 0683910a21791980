package io.selvage.fabric.simulator;

import io.selvage.fabric.simulator.instance.Answer;

/**
 * How the instances of one service answer from their start on.
 */
final class DefaultAnswer {

	private volatile Answer answer;

	DefaultAnswer(Answer answer) {
		this.answer = answer;
	}

	Answer get() {
		return this.answer;
	}

	void set(Answer newAnswer) {
		this.answer = newAnswer;
	}

}
