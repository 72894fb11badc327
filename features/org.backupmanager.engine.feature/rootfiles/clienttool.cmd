@echo off
rem The command-line client. See the comments in clienttool, its twin for Linux and macOS.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined BACKUP_MANAGER_JAVA_HOME set "java=%BACKUP_MANAGER_JAVA_HOME%\bin\java"
set "major=0"
for /f "tokens=3" %%v in ('""%java%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do set "major=%%v"
if %major% LSS 25 (
    echo clienttool: no Java 25 or later found. Install one ^(for example Eclipse Temurin^) and set JAVA_HOME. 1>&2
    exit /b 69
)
for %%j in ("%here%\plugins\org.backupmanager.launcher_*.jar") do set "launcher=%%j"
for %%j in ("%here%\plugins\org.eclipse.osgi_*.jar") do set "framework=%%j"
set "prepared=%LOCALAPPDATA%\Backup Manager\start"
fc /b "%here%\configuration\org.eclipse.equinox.simpleconfigurator\bundles.info" "%prepared%\bundles.info" >nul 2>&1
if errorlevel 1 "%java%" -cp "%launcher%;%framework%" org.backupmanager.launcher.Prepare "%here%" "%prepared%"
"%java%" -XX:+UseSerialGC -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%prepared%\classes.jsa" -Xlog:disable "-Dbackupmanager.prepared=%prepared%" -jar "%prepared%\start.jar" %*
exit /b %errorlevel%
