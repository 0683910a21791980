package io.selvage.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.selvage.reliability.goal.Figures;
import io.selvage.reliability.goal.Goal;
import io.selvage.reliability.goal.Goals;
import io.selvage.reliability.goal.Stage;

/**
 * Measures goals and prints a table. Ends with 1 if one was missed.
 * <p>
 * Arguments: {@code --quick} (few repetitions), {@code --only=R1,S10},
 * {@code --rounds=N}, {@code --rate=N} (requests a second), {@code --list}. The system
 * property {@code reliability.work} names the folder for logs.
 */
public final class Reliability {

	private Reliability() {
	}

	/**
	 * Measures.
	 * @param args see above
	 * @throws IOException if there is no room for logs
	 */
	public static void main(String[] args) throws IOException {
		List<String> options = List.of(args);
		List<Goal> goals = Goals.named(option(options, "only", ""));
		if (options.contains("--list")) {
			goals.forEach((goal) -> System.out.println(goal.id() + "  " + goal.title()));
			return;
		}
		Path work = work(System.getProperty("reliability.work", ""));
		Stage stage = new Stage(work, options.contains("--quick"), Integer.parseInt(option(options, "rounds", "0")),
				Integer.parseInt(option(options, "rate", "0")));
		System.out.println("logs and catalogs in " + work);
		Figures figures = new Figures(System.out);
		for (Goal goal : goals) {
			figures.begin(goal.id(), goal.title());
			try {
				goal.measure(stage, figures);
			}
			catch (Exception failure) {
				failure.printStackTrace();
				figures.broken(failure);
			}
		}
		figures.print();
		System.exit(figures.allMet() ? 0 : 1);
	}

	private static Path work(String folder) throws IOException {
		return folder.isEmpty() ? Files.createTempDirectory("selvage-reliability")
				: Files.createTempDirectory(Files.createDirectories(Path.of(folder)), "run-");
	}

	private static String option(List<String> options, String name, String ordinary) {
		String prefix = "--" + name + "=";
		return options.stream()
			.filter((option) -> option.startsWith(prefix))
			.map((option) -> option.substring(prefix.length()))
			.findFirst()
			.orElse(ordinary);
	}

}
