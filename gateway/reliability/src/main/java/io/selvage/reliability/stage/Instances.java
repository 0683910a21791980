package io.selvage.reliability.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.selvage.reliability.process.ChildProcess;
import io.selvage.reliability.process.Instance;
import io.selvage.reliability.process.JavaCommand;

/**
 * The processes of a service. Each keeps its port over its restarts.
 */
public final class Instances implements AutoCloseable {

	private final String name;

	private final Path logs;

	private final List<String> behaviour;

	private final List<Integer> ports;

	private final List<ChildProcess> processes = new ArrayList<>();

	private Instances(String name, Path logs, List<String> behaviour, int count) {
		this.name = name;
		this.logs = logs;
		this.behaviour = behaviour;
		this.ports = IntStream.range(0, count).mapToObj((index) -> ChildProcess.freePort()).toList();
	}

	/**
	 * Starts instances.
	 * @param name what their logs are called
	 * @param logs where their logs lie
	 * @param count how many
	 * @param behaviour the arguments of {@link Instance} after the port
	 * @return the instances, listening
	 */
	public static Instances start(String name, Path logs, int count, String... behaviour) {
		Instances instances = new Instances(name, logs, List.of(behaviour), count);
		for (int i = 0; i < count; i++) {
			instances.processes.add(instances.begin(i));
		}
		for (int i = 0; i < count; i++) {
			instances.process(i).awaitPort(instances.ports.get(i));
		}
		return instances;
	}

	private ChildProcess begin(int index) {
		List<String> arguments = new ArrayList<>(List.of(String.valueOf(this.ports.get(index))));
		arguments.addAll(this.behaviour);
		return ChildProcess.start(this.name + "-" + index,
				JavaCommand.small(Instance.class, arguments.toArray(String[]::new)), this.logs);
	}

	public List<Integer> ports() {
		return Collections.unmodifiableList(this.ports);
	}

	/**
	 * Returns a process.
	 * @param index which, from 0
	 * @return the one that was started last
	 */
	public ChildProcess process(int index) {
		return this.processes.get(index);
	}

	/**
	 * Starts an instance again that was killed.
	 * @param index which, from 0
	 */
	public void restart(int index) {
		this.processes.set(index, begin(index).awaitPort(this.ports.get(index)));
	}

	@Override
	public void close() {
		this.processes.forEach(ChildProcess::close);
	}

}
